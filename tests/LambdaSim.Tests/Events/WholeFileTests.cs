using LambdaSim.Events;

namespace LambdaSim.Tests.Events;

public sealed class WholeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lambdasim-").FullName;

    [Fact]
    public void A_committed_log_is_there_and_can_be_read()
    {
        using (var file = JsonLinesFile.Create(At("run.jsonl"), new Story().Header))
        {
            Story.OfEverything().Tell(file);
            Assert.False(File.Exists(At("run.jsonl")));
            file.Commit();
        }

        Assert.Equal(Story.OfEverything().Lines(), File.ReadAllBytes(At("run.jsonl")));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void An_abandoned_log_leaves_nothing_and_an_earlier_one_as_it_was()
    {
        File.WriteAllText(At("run.jsonl"), "earlier");
        using (var file = JsonLinesFile.Create(At("run.jsonl"), new Story().Header))
        {
            Story.OfEverything().Tell(file);
        }

        Assert.Equal("earlier", File.ReadAllText(At("run.jsonl")));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_log_without_its_end_cannot_be_committed()
    {
        using var file = JsonLinesFile.Create(At("run.jsonl"), new Story().Header);
        Assert.Throws<InvalidOperationException>(file.Commit);
    }

    [Fact]
    public void A_name_that_ends_in_gz_compresses()
    {
        using (var file = JsonLinesFile.Create(At("run.jsonl.gz"), new Story().Header))
        {
            Story.OfEverything().Tell(file);
            file.Commit();
        }

        Assert.Equal([0x1f, 0x8b], File.ReadAllBytes(At("run.jsonl.gz"))[..2]);
        using var reader = JsonLinesReader.Open(At("run.jsonl.gz"));
        reader.Replay(new EventLog(0));
        Assert.Equal(Story.OfEverything().Print(), reader.Fingerprint);
    }

    [Fact]
    public void A_pipe_is_refused_and_stays_a_pipe()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "named pipes are files on Linux");
        using (var make = System.Diagnostics.Process.Start("mkfifo", At("pipe")))
        {
            make.WaitForExit();
        }

        Assert.Contains("not a file", Assert.Throws<IOException>(() => WholeFile.Create(At("pipe"))).Message, StringComparison.Ordinal);
        Assert.Equal([At("pipe")], Directory.GetFiles(_folder));
        using var there = new FileStream(At("pipe"), FileMode.Open, FileAccess.ReadWrite);
        Assert.False(there.CanSeek);
    }

    [Fact]
    public void A_folder_is_refused_as_a_file() => Assert.EndsWith("this is a folder, name a file in it", Assert.Throws<IOException>(() => WholeFile.Create(_folder)).Message, StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);
}
