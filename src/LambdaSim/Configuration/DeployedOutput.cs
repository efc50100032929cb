namespace LambdaSim.Configuration;

/// <summary>A build output that a configuration file names; only <c>lambdasim serve</c> runs it.</summary>
/// <param name="Folder">As the file has it.</param>
/// <param name="Handler">The handler string.</param>
internal sealed record DeployedOutput(string Folder, string Handler);
