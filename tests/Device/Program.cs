namespace CarbonMeter.DeviceTests;

using System;

/// <summary>
/// The checks that have to hold on the device itself. Runs on .NET, on a nanoCLR and on a board; prints one line a case
/// and ends with "N passed, N failed".
/// </summary>
internal static class Program
{
    private static int Main()
    {
        Runner runner = new Runner();
        RequireCases.Run(runner);
        UnitCases.Run(runner);
        CborCases.Run(runner);
        CryptoCases.Run(runner);
        CoreCases.Run(runner);
        GasCases.Run(runner);
        VectorCases.Run(runner);
        Console.WriteLine(runner.Passed.ToString() + " passed, " + runner.Failed.ToString() + " failed");
        return runner.Failed == 0 ? 0 : 1;
    }
}
