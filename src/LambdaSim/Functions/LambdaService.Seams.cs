using LambdaSim.Configuration;

namespace LambdaSim.Functions;

// What functions ask of the other areas.
public sealed partial class LambdaService
{
    /// <summary>The sizes of a layer version by its ARN; null: there is none.</summary>
    private static (long CodeSize, long UnzippedSize)? FindLayerVersion(string arn) => null;

    /// <summary>Bytes of all layer versions.</summary>
    private static long LayerCodeSize() => 0;

    private static bool CodeSigningConfigExists(string arn) => false;

    private static void RequireCodeSigningConfig(string? arn, string packageType)
    {
        if (arn is null)
        {
            return;
        }

        if (!CodeSigningConfigExists(arn))
        {
            throw new CodeSigningConfigNotFoundException($"The code signing configuration cannot be found. Check that the provided configuration is not deleted: {arn}.");
        }

        if (packageType == "Image")
        {
            throw new InvalidParameterValueException("Code signing is not supported for functions created with container images.");
        }
    }
}
