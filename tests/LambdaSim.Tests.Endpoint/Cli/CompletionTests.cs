using System.Diagnostics;

namespace LambdaSim.Tests.Cli;

/// <summary>Completion as bash does it: the script is sourced, and its function asked what comes next.</summary>
public sealed class CompletionTests
{
    // The line as bash hands it to the function, and what the function offers.
    private const string Try = """
        lambdasim() { dotnet "$PROGRAM" "$@"; }
        source <(lambdasim completion bash)
        COMP_LINE="$1"; COMP_POINT=${#1}
        read -ra COMP_WORDS <<< "$1"
        [[ $1 == *' ' ]] && COMP_WORDS+=("")
        COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
        _lambdasim_complete
        echo "${COMPREPLY[*]}"
        complete -p lambdasim
        """;

    [Theory]
    [InlineData("lambdasim re", "replay")]
    [InlineData("lambdasim replay t.csv --s", "--seed --skip-bad-rows")]
    [InlineData("lambdasim replay --format ", "auto azure2019 azure2021 cloudwatch csv jsonl")]
    [InlineData("lambdasim replay --config c", "")]
    public void Bash_completes_commands_options_and_values_and_leaves_files_to_itself(string line, string expected)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "LambdaSim.Cli.dll");
        Assert.SkipUnless(File.Exists("/bin/bash") && File.Exists(Path.ChangeExtension(program, ".runtimeconfig.json")), "needs bash");
        using var bash = Process.Start(new ProcessStartInfo("/bin/bash", ["--norc", "-c", Try, "bash", line]) { RedirectStandardOutput = true, Environment = { ["PROGRAM"] = program } })!;
        var output = bash.StandardOutput.ReadToEnd().Split('\n');
        bash.WaitForExit();

        Assert.Equal(expected, output[0]);
        Assert.Equal("complete -o default -F _lambdasim_complete lambdasim", output[1]);
    }
}
