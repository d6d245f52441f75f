namespace CarbonMeter.DeviceTests;

using System;

/// <summary>One case: it returns if all is well and throws if not.</summary>
internal delegate void Case();

/// <summary>Runs cases one after another and prints a line for each. Cases are named by hand: the device has little reflection.</summary>
internal sealed class Runner
{
    /// <summary>Cases that returned.</summary>
    public int Passed { get; private set; }

    /// <summary>Cases that threw.</summary>
    public int Failed { get; private set; }

    /// <summary>Runs one case; a failure is printed and counted, and the next case runs.</summary>
    public void Run(string name, Case test)
    {
        try
        {
            test();
            Passed++;
            Console.WriteLine("ok " + name);
        }
        catch (Exception fault)
        {
            // On the device a division by zero and the like are bare exceptions without a message, so the type is said too.
            Failed++;
            Console.WriteLine("FAIL " + name + ": " + fault.GetType().Name + ": " + fault.Message);
        }
    }
}
