namespace LambdaSim.Functions;

// What functions ask of the other areas.
internal sealed partial class ControlPlane
{
    /// <summary>The sizes of a layer version by its ARN; null: there is none.</summary>
    private (long CodeSize, long UnzippedSize)? FindLayerVersion(string arn) => LayerVersionOf(arn) is { } version ? (version.Code.Size, version.Code.UnzippedSize) : null;

    /// <summary>Bytes of all layer versions.</summary>
    private long LayerCodeSize() => Layers.Values.Sum(static l => l.Versions.Values.Sum(static v => v.Code.Size));

    private bool CodeSigningConfigExists(string arn) => CodeSigningConfigs.ContainsKey(arn);

    private void RequireCodeSigningConfig(string? arn, string packageType)
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
