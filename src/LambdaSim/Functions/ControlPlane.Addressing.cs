using System.Globalization;

namespace LambdaSim.Functions;

// Names, ARNs and qualifiers (rules CTL-NAME, CTL-QUALIFIER, CTL-REGION, CTL-NOT-FOUND).
internal sealed partial class ControlPlane
{
    internal const string Latest = "$LATEST";

    private const int MaxNameParameter = 256;

    /// <summary>What a caller's function name and qualifier mean. Checks the other constraints with them; nothing is looked up yet.</summary>
    /// <exception cref="ValidationException">A pattern or length does not hold.</exception>
    /// <exception cref="InvalidParameterValueException">Name and qualifier contradict each other.</exception>
    /// <exception cref="ResourceNotFoundException">The name is an ARN of another region.</exception>
    /// <exception cref="AccessDeniedException">The name is an ARN of another account.</exception>
    internal FunctionReference Refer(string? functionName, string? qualifier = null, Constraints? constraints = null)
    {
        constraints ??= new Constraints();
        constraints.Required("functionName", functionName)
            .Length("functionName", functionName, 1, MaxNameParameter)
            .Pattern("functionName", functionName, NamePatterns.FunctionNameRegex(), NamePatterns.FunctionName)
            .Length("qualifier", qualifier, 1, 128)
            .Pattern("qualifier", qualifier, NamePatterns.QualifierRegex(), NamePatterns.Qualifier)
            .Check();
        var match = NamePatterns.FunctionNameRegex().Match(functionName!);
        RequireHere(match.Groups["region"].Value, match.Groups["account"].Value);
        var derived = match.Groups["qualifier"] is { Success: true, Value: var inName } ? inName : null;
        return derived is null || qualifier is null || derived == qualifier
            ? new FunctionReference(match.Groups["name"].Value, derived ?? qualifier)
            : throw new InvalidParameterValueException("The derived qualifier from the function name does not match the specified qualifier.");
    }

    /// <summary>The version that a call means, through an alias to its primary version; what is missing is missed with its qualifier, <c>$LATEST</c> when none is named (rule CTL-NAME-INVOKED).</summary>
    internal VersionEntry RequireInvoked(FunctionReference reference) =>
        Functions.TryGetValue(reference.Name, out var entry) && FindVersion(entry, reference.QualifierOrLatest) is { } version
            ? version
            : throw NotFound(reference.Name, reference.QualifierOrLatest);

    /// <summary>The function, or AWS's 404 with the ARN as it was asked for.</summary>
    internal FunctionEntry Require(FunctionReference reference) =>
        Functions.TryGetValue(reference.Name, out var entry) ? entry : throw NotFound(reference.Name, reference.Qualifier);

    /// <summary>The version that a reference means, through an alias to its primary version, or AWS's 404.</summary>
    internal VersionEntry RequireVersion(FunctionReference reference)
    {
        var entry = Require(reference);
        return FindVersion(entry, reference.QualifierOrLatest) ?? throw NotFound(reference.Name, reference.Qualifier);
    }

    internal static VersionEntry? FindVersion(FunctionEntry entry, string qualifier) =>
        qualifier == Latest ? entry.Latest
        : int.TryParse(qualifier, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? entry.Versions.GetValueOrDefault(number)
        : entry.Aliases.TryGetValue(qualifier, out var alias) ? FindVersion(entry, alias.FunctionVersion)
        : null;

    internal ResourceNotFoundException NotFound(string name, string? qualifier) =>
        new($"Function not found: {(qualifier is null ? Address.OfFunction(name) : Address.OfFunction(name, qualifier))}");

    private void RequireHere(string region, string account)
    {
        if (region.Length > 0 && region != Address.Region)
        {
            throw new ResourceNotFoundException($"Functions from '{region}' are not reachable in this region ('{Address.Region}')");
        }

        if (account.Length > 0 && account != Address.Account)
        {
            throw new AccessDeniedException(null);
        }
    }
}
