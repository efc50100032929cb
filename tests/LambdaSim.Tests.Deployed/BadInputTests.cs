using LambdaSim.Deployed;

namespace LambdaSim.Tests.Deployed;

/// <summary>What names no code is refused before anything changes, and says what to do.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("Everyday::Everyday.Function", "Invalid lambda function handler")]
    [InlineData("", "Empty lambda function handler")]
    [InlineData("Everyda::Everyday.Function::Handle", "did you mean 'Everyday'?")]
    [InlineData("Everyday::Everyday.Functoin::Handle", "Unable to find type 'Everyday.Functoin'")]
    [InlineData("Everyday::Everyday.Function::Handel", "Did you mean 'Handle'?")]
    public void A_handler_string_that_names_nothing_is_refused(string handler, string says)
    {
        using var simulation = new Simulation(seed: 1);
        var error = Assert.Throws<InvalidHandlerException>(() => simulation.AddDeployed("f", Corpus.Folder("Everyday"), handler));

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        simulation.AddFunction("f", () => 1);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused()
    {
        using var simulation = new Simulation(seed: 1);

        Assert.Contains("does not exist; build or publish", Assert.Throws<InvalidHandlerException>(() => simulation.AddDeployed("f", "/no/such/folder", "A::B::C")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_assembly_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("lambdasim").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "Broken.dll"), "not an assembly");
            using var simulation = new Simulation(seed: 1);

            Assert.Contains("is not a whole assembly of .NET", Assert.Throws<InvalidHandlerException>(() => simulation.AddDeployed("f", folder, "Broken::B::C")).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
