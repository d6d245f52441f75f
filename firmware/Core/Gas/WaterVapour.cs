namespace CarbonMeter.Firmware.Gas;

/// <summary>
/// Water in the gas, from relative humidity. The saturation pressure over water is that of Buck's equation of 1996,
/// 611.21 Pa x exp((18.678 - t / 234.5) x t / (257.14 + t)) with t in degrees Celsius, as a table of one degree with straight
/// lines between: at most 0.2 % above the equation, which is within 0.6 % of steam tables up to 125 degrees.
/// </summary>
public static class WaterVapour
{
    /// <summary>Coldest and hottest gas there is a saturation pressure for: -40 and 125 degrees Celsius, mK.</summary>
    public const int MillikelvinsMin = 233_150, MillikelvinsMax = 398_150;

    private const int MillikelvinsPerStep = 1000;

    // From -40 degrees, mPa.
    private static readonly int[] s_saturationMillipascals =
    {
        18_978, 21_039, 23_301, 25_781, 28_497, 31_470, 34_722, 38_274, 42_151, 46_380,
        50_989, 56_007, 61_465, 67_399, 73_844, 80_839, 88_424, 96_644, 105_544, 115_173,
        125_584, 136_832, 148_975, 162_074, 176_197, 191_410, 207_789, 225_410, 244_354, 264_707,
        286_560, 310_009, 335_153, 362_098, 390_955, 421_841, 454_878, 490_196, 527_928, 568_217,
        611_210, 657_063, 705_939, 758_007, 813_445, 872_440, 935_185, 1_001_884, 1_072_747, 1_147_996,
        1_227_860, 1_312_580, 1_402_406, 1_497_598, 1_598_426, 1_705_173, 1_818_130, 1_937_604, 2_063_909, 2_197_374,
        2_338_340, 2_487_161, 2_644_203, 2_809_848, 2_984_488, 3_168_531, 3_362_402, 3_566_536, 3_781_387, 4_007_422,
        4_245_126, 4_494_997, 4_757_554, 5_033_329, 5_322_872, 5_626_752, 5_945_555, 6_279_885, 6_630_364, 6_997_636,
        7_382_360, 7_785_217, 8_206_908, 8_648_154, 9_109_697, 9_592_300, 10_096_745, 10_623_839, 11_174_410, 11_749_307,
        12_349_404, 12_975_595, 13_628_800, 14_309_961, 15_020_045, 15_760_042, 16_530_969, 17_333_864, 18_169_794, 19_039_849,
        19_945_145, 20_886_826, 21_866_060, 22_884_042, 23_941_995, 25_041_168, 26_182_837, 27_368_306, 28_598_909, 29_876_004,
        31_200_980, 32_575_254, 34_000_272, 35_477_508, 37_008_465, 38_594_676, 40_237_704, 41_939_140, 43_700_607, 45_523_755,
        47_410_267, 49_361_855, 51_380_261, 53_467_258, 55_624_649, 57_854_268, 60_157_980, 62_537_682, 64_995_298, 67_532_788,
        70_152_140, 72_855_373, 75_644_538, 78_521_718, 81_489_024, 84_548_602, 87_702_626, 90_953_303, 94_302_871, 97_753_597,
        101_307_781, 104_967_753, 108_735_875, 112_614_539, 116_606_166, 120_713_210, 124_938_154, 129_283_512, 133_751_827, 138_345_675,
        143_067_658, 147_920_409, 152_906_592, 158_028_899, 163_290_050, 168_692_797, 174_239_917, 179_934_218, 185_778_535, 191_775_732,
        197_928_698, 204_240_354, 210_713_643, 217_351_539, 224_157_039, 231_133_168,
    };

    /// <summary>Saturation pressure over water, mPa, at a temperature from <see cref="MillikelvinsMin"/> to <see cref="MillikelvinsMax"/>.</summary>
    public static long SaturationMillipascals(long temperatureMillikelvins)
    {
        Require.InRange(temperatureMillikelvins, MillikelvinsMin, MillikelvinsMax, nameof(temperatureMillikelvins));
        int above = (int)(temperatureMillikelvins - MillikelvinsMin);
        int step = above / MillikelvinsPerStep, into = above - step * MillikelvinsPerStep;
        long low = s_saturationMillipascals[step];
        if (into == 0) return low;
        // At most 2.4e8 x 1000.
        return low + (s_saturationMillipascals[step + 1] - low) * into / MillikelvinsPerStep;
    }

    /// <summary>
    /// Mole fraction of water, ppb, of gas at a relative humidity (ppm of saturation, 0 to 1 000 000), a temperature within the
    /// table, and a pressure of at least <see cref="GasFlow.PressurePascalsMin"/>. Never above all of the gas.
    /// </summary>
    public static long MoleFractionPpb(long relativeHumidityPpm, long temperatureMillikelvins, long pressurePascals)
    {
        Require.InRange(relativeHumidityPpm, 0, GasFlow.PpmOfAll, nameof(relativeHumidityPpm));
        Require.InRange(pressurePascals, GasFlow.PressurePascalsMin, GasFlow.PressurePascalsMax, nameof(pressurePascals));
        // ppm x mPa / Pa is ppb; at most 1e6 x 2.4e8.
        long ppb = relativeHumidityPpm * SaturationMillipascals(temperatureMillikelvins) / pressurePascals;
        return ppb < GasFlow.PpbOfAll ? ppb : GasFlow.PpbOfAll;
    }
}
