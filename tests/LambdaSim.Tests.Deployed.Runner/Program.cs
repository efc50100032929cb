using LambdaSim.Tests.Deployed;

// Another process of the machine, for a test that compares: other hash seeds, other addresses, another order of loading.
var output = new StringWriter { NewLine = "\n" };
CorpusRun.Print(args, output);
Console.Out.Write(output);
