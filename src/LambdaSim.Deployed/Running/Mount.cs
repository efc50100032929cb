namespace LambdaSim.Deployed.Running;

/// <summary>A folder of an environment, and the real one that stands for it.</summary>
/// <param name="Name">The environment's, such as <c>/tmp</c>.</param>
/// <param name="Real">The machine's.</param>
/// <param name="IsWritable">Its files can be changed.</param>
internal sealed record Mount(string Name, string Real, bool IsWritable)
{
    /// <summary>The real path of a path of the environment; null: it is elsewhere.</summary>
    public string? In(string path) => Below(path, Name) is { } rest ? Real + rest : null;

    /// <summary>The environment's path of a real path; null: it is elsewhere.</summary>
    public string? Out(string path) => Below(path, Real) is { } rest ? Name + rest : null;

    // The rest of the path; null: it is elsewhere.
    private static string? Below(string path, string folder) =>
        path.Length == folder.Length && path == folder ? "" : path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal) ? path[folder.Length..] : null;
}
