using System.Text;

namespace LambdaSim.Functions;

/// <summary>The resource policy of one qualifier: at least one statement, in order of addition.</summary>
internal sealed class PolicyEntry
{
    /// <summary>Statement ids with the statements as JSON.</summary>
    public List<(string Sid, string Json)> Statements { get; } = [];

    public required string RevisionId { get; set; }

    public string Document => Write(Statements.Select(static s => s.Json));

    /// <summary>Bytes of the document if this statement were in it too.</summary>
    public static int SizeWith(PolicyEntry? policy, string statement) =>
        Encoding.UTF8.GetByteCount(Write((policy?.Statements ?? []).Select(static s => s.Json).Append(statement)));

    private static string Write(IEnumerable<string> statements) => $$"""{"Version":"2012-10-17","Id":"default","Statement":[{{string.Join(",", statements)}}]}""";
}
