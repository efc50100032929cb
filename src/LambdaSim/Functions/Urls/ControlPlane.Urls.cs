using LambdaSim.Functions.Model;
using NodaTime.Text;

namespace LambdaSim.Functions;

// Function URLs (rule CTL-URL).
internal sealed partial class ControlPlane
{
    private const int UrlIdLength = 32;

    private static readonly InstantPattern _urlTime = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.ffffff'Z'");

    /// <summary>AWS's <c>CreateFunctionUrlConfig</c>.</summary>
    public FunctionUrlConfig CreateFunctionUrlConfig(CreateFunctionUrlConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reference = ReferUrl(request.FunctionName, request.Qualifier, UrlConstraints(request.AuthType, request.InvokeMode, request.Cors).Required("authType", request.AuthType));
        var entry = RequireForUrl(reference);
        FunctionChecks.Untenanted(entry.Latest.Settings, "Function URL");
        if (entry.Urls.ContainsKey(reference.QualifierOrLatest))
        {
            throw new ResourceConflictException($"Failed to create function url config for [functionArn = {UrlArn(entry, reference.QualifierOrLatest)}]. Error message:  FunctionUrlConfig exists for this Lambda function");
        }

        var now = _urlTime.Format(_host.Now);
        var url = new UrlEntry(reference.QualifierOrLatest, _ids.Letters(UrlIdLength), now)
        {
            LastModifiedTime = now,
            AuthType = request.AuthType!,
            Cors = request.Cors,
            InvokeMode = request.InvokeMode,
        };
        entry.Urls.Add(url.Qualifier, url);
        return Show(entry, url) with { LastModifiedTime = null, InvokeMode = url.InvokeMode };
    }

    /// <summary>AWS's <c>UpdateFunctionUrlConfig</c>.</summary>
    public FunctionUrlConfig UpdateFunctionUrlConfig(UpdateFunctionUrlConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reference = ReferUrl(request.FunctionName, request.Qualifier, UrlConstraints(request.AuthType, request.InvokeMode, request.Cors));
        var entry = RequireForUrl(reference);
        var url = entry.Urls.GetValueOrDefault(reference.QualifierOrLatest) ?? throw new ResourceNotFoundException(NoSuchResource);
        url = url with
        {
            LastModifiedTime = _urlTime.Format(_host.Now),
            AuthType = request.AuthType ?? url.AuthType,
            Cors = request.Cors ?? url.Cors,
            InvokeMode = request.InvokeMode ?? url.InvokeMode,
        };
        entry.Urls[url.Qualifier] = url;
        return Show(entry, url) with { InvokeMode = url.InvokeMode };
    }

    /// <summary>AWS's <c>GetFunctionUrlConfig</c>.</summary>
    public FunctionUrlConfig GetFunctionUrlConfig(GetFunctionUrlConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reference = ReferUrl(request.FunctionName, request.Qualifier, new Constraints());
        return Functions.TryGetValue(reference.Name, out var entry) && entry.Urls.TryGetValue(reference.QualifierOrLatest, out var url)
            ? Show(entry, url)
            : throw new ResourceNotFoundException(NoSuchResource);
    }

    /// <summary>AWS's <c>DeleteFunctionUrlConfig</c>.</summary>
    public void DeleteFunctionUrlConfig(DeleteFunctionUrlConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reference = ReferUrl(request.FunctionName, request.Qualifier, new Constraints());
        if (Functions.GetValueOrDefault(reference.Name)?.Urls.Remove(reference.QualifierOrLatest) != true)
        {
            throw new ResourceNotFoundException(NoSuchResource);
        }
    }

    /// <summary>AWS's <c>ListFunctionUrlConfigs</c>.</summary>
    public ListFunctionUrlConfigsResponse ListFunctionUrlConfigs(ListFunctionUrlConfigsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var name = Refer(request.FunctionName, null, new Constraints().Range("maxItems", request.MaxItems, 1, MaxPage)).Name;
        var entry = RequireForUrl(new FunctionReference(name, null));
        var (items, next) = Pages.Of(entry.Urls.Values.Select(static u => (u.Qualifier, u)), request.Marker, request.MaxItems);
        return new ListFunctionUrlConfigsResponse { FunctionUrlConfigs = [.. items.Select(u => Show(entry, u))], NextMarker = next };
    }

    // A URL belongs to the unqualified function or to an alias, however the qualifier is given.
    private FunctionReference ReferUrl(string? functionName, string? qualifier, Constraints constraints)
    {
        constraints.Length("qualifier", qualifier, 1, 128).Pattern("qualifier", qualifier, NamePatterns.AliasRegex(), NamePatterns.UrlQualifier);
        var named = Refer(functionName, null, constraints);
        if (qualifier is not null && named.Qualifier is not null && qualifier != named.Qualifier)
        {
            throw new InvalidParameterValueException("The derived qualifier from the function name does not match the specified qualifier.");
        }

        new Constraints().Pattern("qualifier", named.Qualifier, NamePatterns.AliasRegex(), NamePatterns.UrlQualifier).Check();
        return named with { Qualifier = named.Qualifier ?? qualifier };
    }

    private FunctionEntry RequireForUrl(FunctionReference reference) =>
        Functions.TryGetValue(reference.Name, out var entry) && (reference.Qualifier is null || entry.Aliases.ContainsKey(reference.Qualifier))
            ? entry
            : throw new ResourceNotFoundException("Function does not exist");

    private string UrlArn(FunctionEntry entry, string qualifier) => qualifier == Latest ? Address.OfFunction(entry.Name) : Address.OfFunction(entry.Name, qualifier);

    private FunctionUrlConfig Show(FunctionEntry entry, UrlEntry url) => new()
    {
        FunctionUrl = $"https://{url.Id}.lambda-url.{Address.Region}.on.aws/",
        FunctionArn = UrlArn(entry, url.Qualifier),
        AuthType = url.AuthType,
        CreationTime = url.CreationTime,
        LastModifiedTime = url.LastModifiedTime,
        Cors = url.Cors,
        InvokeMode = url.InvokeMode ?? "BUFFERED",
    };

    private static Constraints UrlConstraints(string? authType, string? invokeMode, Cors? cors) =>
        new Constraints().OneOf("authType", authType, "NONE", "AWS_IAM")
            .OneOf("invokeMode", invokeMode, "RESPONSE_STREAM", "BUFFERED")
            .Range("cors.maxAge", cors?.MaxAge, 0, 86_400)
            .Items("cors.allowHeaders", cors?.AllowHeaders, 100, 0, 1024)
            .Items("cors.allowMethods", cors?.AllowMethods, 6, 0, 6)
            .Items("cors.allowOrigins", cors?.AllowOrigins, 100, 1, 253)
            .Items("cors.exposeHeaders", cors?.ExposeHeaders, 100, 0, 1024);
}
