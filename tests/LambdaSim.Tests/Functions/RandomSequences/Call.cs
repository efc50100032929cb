using System.Globalization;
using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Functions.RandomSequences;

/// <summary>
/// One call of a sequence. Texts that begin with @ stand for what is only known then: <c>@fresh</c> for the latest revision id, <c>@stale</c> for an old one,
/// <c>@mapping:N</c> and <c>@signing:N</c> for the Nth that was created.
/// </summary>
internal sealed record Call(string Operation, JsonObject Input)
{
    /// <summary>No call: time passes until everything has settled.</summary>
    public const string Wait = "Wait";

    public string? Text(string member) => Input[member]?.GetValue<string>();

    public int? Number(string member) => Input[member]?.GetValue<int>();

    public bool Flag(string member) => Input[member]?.GetValue<bool>() == true;

    /// <summary>The Nth of a kind; null: none is named.</summary>
    public int? Index(string member) => Text(member) is { } text && text.StartsWith('@') ? int.Parse(text.Split(':')[1], CultureInfo.InvariantCulture) : null;

    public override string ToString() => $"{Operation} {Input.ToJsonString()}";
}
