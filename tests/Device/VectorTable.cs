namespace CarbonMeter.DeviceTests;
internal static class VectorTable { public static void Run(Runner runner) { } }
