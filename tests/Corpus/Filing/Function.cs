using System.IO.Compression;

namespace Filing;

// Files of every kind below /tmp, and what a handler must not do.
public class Function
{
    public async Task<object> Handle(string input)
    {
        foreach (var old in Directory.GetFileSystemEntries("/tmp"))
        {
            if (File.Exists(old))
            {
                File.Delete(old);
            }
            else
            {
                Directory.Delete(old, recursive: true);
            }
        }

        Environment.CurrentDirectory = "/var/task";
        Directory.CreateDirectory("/tmp/a/b");
        await File.WriteAllTextAsync("/tmp/a/b/2.txt", "two");
        File.WriteAllLines("/tmp/a/1.txt", ["one", "uno"]);
        using (var stream = new FileStream("/tmp/a/3.bin", FileMode.Create, FileAccess.Write, FileShare.None, 4096, useAsync: true))
        {
            await stream.WriteAsync(new byte[10]);
        }

        using (var writer = new StreamWriter("/tmp/a/4.txt", append: true))
        {
            await writer.WriteLineAsync("four");
        }

        File.Copy("/tmp/a/1.txt", "/tmp/a/5.txt");
        File.Move("/tmp/a/5.txt", "/tmp/a/6.txt");
        var info = new FileInfo("/tmp/a/1.txt");
        info.CopyTo("/tmp/a/7.txt");
        ZipFile.CreateFromDirectory("/tmp/a", "/tmp/all.zip");
        ZipFile.ExtractToDirectory("/tmp/all.zip", "/tmp/again");
        Environment.CurrentDirectory = "/tmp/a";
        var relative = File.ReadAllText("1.txt");
        return new
        {
            files = Directory.GetFiles("/tmp", "*", SearchOption.AllDirectories),
            lazy = Directory.EnumerateFiles("/tmp/a").ToArray(),
            name = info.FullName,
            info.DirectoryName,
            relative,
            full = Path.GetFullPath("1.txt"),
            readOnly = Try(() => File.WriteAllText("/var/task/x.txt", "no")),
            elsewhere = Try(() => File.WriteAllText("/home/x.txt", "no")),
            full512 = Try(() => File.WriteAllBytes("/tmp/large.bin", new byte[600 * 1024 * 1024])),
            missing = Try(() => File.ReadAllText("/tmp/none.txt")),
            twice = Try(() => File.Move("/tmp/a/6.txt", "/tmp/a/7.txt")),
            by = Try(() => new StreamReader("/tmp/nowhere/x").Dispose()),
            baseDirectory = AppContext.BaseDirectory,
            location = typeof(Function).Assembly.Location,
            there = File.Exists("/var/task/Filing.dll"),
            temp = Path.GetTempPath(),
        };
    }

    private static string Try(Action action)
    {
        try
        {
            action();
            return "done";
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name}: {e.Message}";
        }
    }
}
