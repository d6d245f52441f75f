// Generated from tests/vectors. To renew it, run the NanoSurface tests with CARBONMETER_RENEW=1.
namespace CarbonMeter.DeviceTests;

using CarbonMeter.Records;

internal static class VectorTable
{
    public static void Run(Runner runner)
    {
    }
}
