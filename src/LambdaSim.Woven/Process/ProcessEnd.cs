namespace LambdaSim.Woven.Process;

/// <summary>What wants to know that the process ends is told when the environment's does, and not when the test's does.</summary>
[Redirects(typeof(AppDomain))]
public static class ProcessEndShims
{
    [InstanceMember]
    public static void add_ProcessExit(AppDomain self, EventHandler? value)
    {
        if (WovenEnvironment.OfProcess is { } environment)
        {
            environment.Exiting += value;
        }
        else
        {
            self.ProcessExit += value;
        }
    }

    [InstanceMember]
    public static void remove_ProcessExit(AppDomain self, EventHandler? value)
    {
        if (WovenEnvironment.OfProcess is { } environment)
        {
            environment.Exiting -= value;
        }
        else
        {
            self.ProcessExit -= value;
        }
    }

    /// <summary>Nobody unloads the domain of a process of the environment, and an exception that nobody catches ends the invocation first.</summary>
    [InstanceMember]
    public static void add_DomainUnload(AppDomain self, EventHandler? value)
    {
        if (WovenEnvironment.OfProcess is null)
        {
            self.DomainUnload += value;
        }
    }
}

[Redirects(typeof(Console))]
public static class ConsoleShims
{
    /// <summary>Nobody presses keys in an environment.</summary>
    public static void add_CancelKeyPress(ConsoleCancelEventHandler? value)
    {
        if (WovenEnvironment.OfProcess is null)
        {
            Console.CancelKeyPress += value;
        }
    }

    public static void remove_CancelKeyPress(ConsoleCancelEventHandler? value)
    {
        if (WovenEnvironment.OfProcess is null)
        {
            Console.CancelKeyPress -= value;
        }
    }
}
