namespace LambdaSim.Templates.Sam.Apis.Documents;

/// <summary>Versions of the OpenAPI specification, as far as SAM tells them apart.</summary>
internal static class OpenApiVersions
{
    public static bool IsThree(string? version) => Is(version, '3');

    public static bool IsTwo(string? version) => Is(version, '2');

    // One to three numbers of one digit, as in 3.0.1.
    private static bool Is(string? version, char major) =>
        version is { Length: 1 or 3 or 5 } && version[0] == major
        && version.Skip(1).Index().All(c => c.Index % 2 == 0 ? c.Item == '.' : char.IsAsciiDigit(c.Item));
}
