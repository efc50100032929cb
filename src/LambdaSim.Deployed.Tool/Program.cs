using LambdaSim.Deployed.Building;

if (args is not [var folder, var main] || !Directory.Exists(folder))
{
    Console.Error.WriteLine("usage: LambdaSim.Deployed.Tool FOLDER ASSEMBLY    weaves the assemblies of a test project's output, ASSEMBLY its own");
    return 2;
}

var woven = OutputWeaver.Weave(folder, main, Console.WriteLine);
Console.WriteLine($"{woven} assemblies woven in {folder}");
return 0;
