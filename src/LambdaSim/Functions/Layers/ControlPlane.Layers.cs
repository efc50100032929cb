using System.Globalization;
using LambdaSim.Configuration;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Layers and their versions (rules CTL-LAYER-NUMBERS, CTL-LAYER-FIND, CTL-LAYER-LIST, CTL-LAYER-COMPATIBLE).
internal sealed partial class ControlPlane
{
    private const int LayersPage = 50;

    internal SortedDictionary<string, LayerEntry> Layers => field ??= new(StringComparer.Ordinal);

    /// <summary>A new version; of a new layer when there is none of the name.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public LayerVersionResponse PublishLayerVersion(PublishLayerVersionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var name = LayerName(request.LayerName, new Constraints()
            .Required("content", request.Content)
            .Length("description", request.Description, 0, 256)
            .Length("licenseInfo", request.LicenseInfo, 0, 512)
            .Count("compatibleRuntimes", request.CompatibleRuntimes, 0, 15)
            .Count("compatibleArchitectures", request.CompatibleArchitectures, 0, 2)
            .EachOf("compatibleRuntimes", request.CompatibleRuntimes, LayerPatterns.AllRuntimes, $"Member must satisfy enum value set: [{FunctionRuntimes.Listed}]")
            .EachOf("compatibleArchitectures", request.CompatibleArchitectures, LayerPatterns.Architectures, "Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]"));
        var code = LayerCode(request.Content!);
        if (!Layers.TryGetValue(name, out var layer))
        {
            Layers[name] = layer = new LayerEntry(name);
        }

        var number = ++layer.LastVersion;
        var shown = new LayerVersionResponse
        {
            Content = new LayerVersionContentOutput
            {
                CodeSha256 = code.Sha256,
                CodeSize = code.Size,
                Location = $"https://awslambda-{Address.Region}-layers.s3.{Address.Region}.amazonaws.com/snapshots/{Address.Account}/{name}-{Text.Of(number)}",
            },
            LayerArn = Address.OfLayer(name),
            LayerVersionArn = LayerVersionArn(name, number),
            Description = request.Description ?? "",
            CreatedDate = NowText,
            Version = number,
            CompatibleRuntimes = request.CompatibleRuntimes,
            CompatibleArchitectures = request.CompatibleArchitectures,
            LicenseInfo = request.LicenseInfo,
        };
        layer.Versions.Add(number, new LayerVersionEntry(shown, code));
        return shown;
    }

    /// <summary>A version by name and number.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public LayerVersionResponse GetLayerVersion(LayerVersionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (name, number) = LayerVersion(request.LayerName, request.VersionNumber);
        return FindLayerVersion(name, number)?.Shown ?? throw new ResourceNotFoundException(NoSuchResource);
    }

    /// <summary>A version by ARN.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public LayerVersionResponse GetLayerVersionByArn(GetLayerVersionByArnRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        new Constraints().Required("arn", request.Arn)
            .Pattern("arn", request.Arn, LayerPatterns.VersionArnRegex(), LayerPatterns.VersionArn)
            .Check();
        return LayerVersionOf(request.Arn!)?.Shown ?? throw new ResourceNotFoundException(NoSuchResource);
    }

    /// <summary>The layers by name, each with its newest version that suits.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public ListLayersResponse ListLayers(ListLayersRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Suiting(new Constraints(), request.CompatibleRuntime, request.CompatibleArchitecture, request.MaxItems).Check();
        var suiting = Layers.Values
            .Select(l => (Layer: l, Version: l.Versions.Values.LastOrDefault(v => v.Suits(request.CompatibleRuntime, request.CompatibleArchitecture))))
            .Where(l => l.Version is not null);
        var (page, next) = Pages.Of(suiting.Select(l => (l.Layer.Name, l)), request.Marker, request.MaxItems, LayersPage);
        return new ListLayersResponse
        {
            Layers = [.. page.Select(l => new LayersListItem { LayerName = l.Layer.Name, LayerArn = Address.OfLayer(l.Layer.Name), LatestMatchingVersion = Listed(l.Version!) })],
            NextMarker = next,
        };
    }

    /// <summary>The versions of a layer, newest first; none of a layer that does not exist.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public ListLayerVersionsResponse ListLayerVersions(ListLayerVersionsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var name = LayerName(request.LayerName, Suiting(new Constraints(), request.CompatibleRuntime, request.CompatibleArchitecture, request.MaxItems));
        var suiting = (Layers.GetValueOrDefault(name)?.Versions.Values.Reverse() ?? [])
            .Where(v => v.Suits(request.CompatibleRuntime, request.CompatibleArchitecture));
        var (page, next) = Pages.Of(suiting.Select(v => ((long.MaxValue - v.Shown.Version).ToString("D19", CultureInfo.InvariantCulture), v)), request.Marker, request.MaxItems, LayersPage);
        return new ListLayerVersionsResponse { LayerVersions = [.. page.Select(Listed)], NextMarker = next };
    }

    /// <summary>Deletes a version, if there is one. Functions that use it keep it.</summary>
    /// <exception cref="LambdaServiceException">AWS's error.</exception>
    public void DeleteLayerVersion(LayerVersionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (name, number) = LayerVersion(request.LayerName, request.VersionNumber);
        Layers.GetValueOrDefault(name)?.Versions.Remove(number);
    }

    /// <summary>The layer version of an ARN, if it exists here.</summary>
    internal LayerVersionEntry? LayerVersionOf(string arn) =>
        LayerPatterns.VersionArnRegex().Match(arn) is { Success: true } m && m.Groups["region"].Value == Address.Region && m.Groups["account"].Value == Address.Account
        && long.TryParse(m.Groups["version"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? FindLayerVersion(m.Groups["name"].Value, number)
            : null;

    private LayerVersionEntry? FindLayerVersion(string name, long number) => Layers.GetValueOrDefault(name)?.Versions.GetValueOrDefault(number);

    private string LayerVersionArn(string name, long number) => $"{Address.OfLayer(name)}:{Text.Of(number)}";

    private static string LayerName(string? given, Constraints constraints)
    {
        constraints.Required("layerName", given)
            .Length("layerName", given, 1, 140)
            .Pattern("layerName", given, LayerPatterns.NameRegex(), LayerPatterns.Name)
            .Check();
        var match = LayerPatterns.NameRegex().Match(given!);
        return match.Groups["bare"].Success ? given! : match.Groups["name"].Value;
    }

    private static (string Name, long Number) LayerVersion(string? name, long? number, Constraints? constraints = null)
    {
        var layer = LayerName(name, (constraints ?? new Constraints()).Required("versionNumber", number));
        return number >= 1 ? (layer, number.Value) : throw new InvalidParameterValueException("Layer Version Cannot be less than 1");
    }

    private static Constraints Suiting(Constraints constraints, string? runtime, string? architecture, int? maxItems) => constraints
        .OneOf("compatibleRuntime", runtime, LayerPatterns.AllRuntimes)
        .OneOf("compatibleArchitecture", architecture, LayerPatterns.Architectures)
        .Range("maxItems", maxItems, 1, LayersPage);

    private static LayerVersionResponse Listed(LayerVersionEntry version) => version.Shown with { Content = null, LayerArn = null };

    private CodePackage LayerCode(LayerVersionContentInput content)
    {
        var source = new CodeSource(content.ZipFile, content.S3Bucket, content.S3Key, content.S3ObjectVersion, null);
        if (!source.HasZip)
        {
            throw new InvalidParameterValueException("Please provide either a zip file or an S3 object.");
        }

        var code = ReadCode(source, "Zip", isUpdate: false);
        RequireRoom(null, code, copies: 1);
        return code;
    }

    /// <summary>The sizes of a layer version by its ARN; null: there is none.</summary>
    private (long CodeSize, long UnzippedSize)? FindLayerVersion(string arn) => LayerVersionOf(arn) is { } version ? (version.Code.Size, version.Code.UnzippedSize) : null;

    /// <summary>Bytes of all layer versions.</summary>
    private long LayerCodeSize() => Layers.Values.Sum(static l => l.Versions.Values.Sum(static v => v.Code.Size));
}
