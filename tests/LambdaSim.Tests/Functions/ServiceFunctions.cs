using LambdaSim.Functions;
using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Functions;

/// <summary>Functions for tests of what surrounds them.</summary>
internal static class ServiceFunctions
{
    public static FunctionEntry Add(ControlPlane service, string name) =>
        service.Functions[name] = new FunctionEntry(name, new VersionEntry("$LATEST", new FunctionSettings { Role = "arn:aws:iam::111111111111:role/r" }, new CodePackage("", 0, 0)) { RevisionId = "r", LastModified = "" });
}
