using System.CommandLine;

namespace LambdaSim.Cli.Commands;

/// <summary><c>lambdasim completion</c>: what makes a shell complete commands, options and their values.</summary>
internal static class CompletionCommand
{
    // The command line itself knows what may come next; files are the shell's.
    private const string Bash = """
        _lambdasim_complete() {
            local word
            COMPREPLY=()
            while IFS= read -r word; do
                [[ -n $word && $word == "${COMP_WORDS[COMP_CWORD]}"* ]] && COMPREPLY+=("$word")
            done < <(lambdasim "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
        }
        complete -o default -F _lambdasim_complete lambdasim

        """;

    private const string Zsh = """
        _lambdasim() {
            local -a words_known
            words_known=("${(@f)$(lambdasim "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
            compadd -a words_known
            _files
        }
        compdef _lambdasim lambdasim

        """;

    public static Command Make(Terminal terminal)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash or zsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh");
        var command = new Command("completion", "Print what makes a shell complete this command; in bash: source <(lambdasim completion bash).") { shell };
        command.SetAction(parse =>
        {
            terminal.Out.Write((parse.GetRequiredValue(shell) == "zsh" ? Zsh : Bash).ReplaceLineEndings("\n"));
            return ExitCode.Ok;
        });
        return command;
    }
}
