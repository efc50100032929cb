using System.Globalization;
using LambdaSim.Benchmarks;
using LambdaSim.Events;

if (args is ["replay", var kind, var count, ..])
{
    var repetitions = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 3;
    var level = args.Length > 4 && args[4] == "hashed" ? EventLogLevel.Hashed : EventLogLevel.Off;
    ReplayRunner.Run(kind[0], (ulong)double.Parse(count, CultureInfo.InvariantCulture), repetitions, level);
    return 0;
}

Console.Error.WriteLine("usage: replay a|b|c COUNT [REPETITIONS] [off|hashed]");
return 2;
