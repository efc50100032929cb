using System.Reflection;

namespace LambdaSim.Woven;

/// <summary>Which real folders stand for the folders of an environment.</summary>
[Hidden]
public abstract class FolderMap
{
    /// <summary>The code.</summary>
    public const string Task = "/var/task";

    private string _currentDirectory = Task;

    public string CurrentDirectory
    {
        get => _currentDirectory;
        set => _currentDirectory = Directory.Exists(In(value)) ? Full(value) : throw new DirectoryNotFoundException($"Could not find a part of the path '{value}'.");
    }

    /// <summary>The real path of a path of the environment.</summary>
    /// <exception cref="UnauthorizedAccessException">It is nowhere that the environment may write or read.</exception>
    public abstract string In(string path);

    /// <summary>The environment's path of a real path.</summary>
    public abstract string Out(string path);

    /// <summary>A text with the environment's paths in place of real ones.</summary>
    public abstract string OutOfText(string text);

    /// <summary>Before a file is written.</summary>
    /// <exception cref="IOException">The file system is read-only there, or full.</exception>
    public abstract void Writing(string path, long bytes);

    /// <summary>Where the environment sees an assembly's file; null: as the machine does.</summary>
    public abstract string? LocationOf(Assembly assembly);

    /// <summary>The assembly in a file of the code, woven; null: it is none of those.</summary>
    public virtual Assembly? Load(string path) => null;

    /// <summary>The whole path, without steps up.</summary>
    protected string Full(string path) => Path.GetFullPath(path, _currentDirectory);
}
