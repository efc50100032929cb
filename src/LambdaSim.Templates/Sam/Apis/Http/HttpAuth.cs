using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Intrinsics;
using LambdaSim.Templates.Sam.Apis.Documents;

namespace LambdaSim.Templates.Sam.Apis.Http;

/// <summary>The <c>Auth</c> of an HTTP API.</summary>
internal static class HttpAuth
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal) { "Authorizers", "DefaultAuthorizer", "EnableIamAuthorizer" };

    public static void Apply(SamResource api, MapNode auth, ApiDocument document, string partition)
    {
        if (auth.Keys.Any(k => !Names.Contains(k)))
        {
            throw api.Invalid("Invalid value for 'Auth' property", auth);
        }

        var authorizers = Read(api, auth);
        foreach (var authorizer in authorizers)
        {
            Security.Define(document, authorizer.Name, authorizer.Definition(partition));
        }

        var iam = Make.IsTrue(auth["EnableIamAuthorizer"]) && authorizers.All(a => a.Name != "AWS_IAM");
        if (iam)
        {
            Security.Define(document, "AWS_IAM", Security.IamDefinition());
        }

        if (auth["DefaultAuthorizer"] is not { } chosen || Make.IsNull(chosen))
        {
            return;
        }

        if (Intrinsic.Is(chosen))
        {
            throw api.Invalid("Unable to set DefaultAuthorizer because intrinsic functions are not supported for this field.", chosen);
        }

        var name = Make.Text(chosen);
        if (name is null || (authorizers.All(a => a.Name != name) && !(iam && name == "AWS_IAM")))
        {
            throw api.Invalid($"Unable to set DefaultAuthorizer because '{Spelling.Of(chosen)}' was not defined in 'Authorizers'.", chosen);
        }

        foreach (var path in document.Paths.Keys.ToArray())
        {
            Security.AddDefaultAuthorizer(document, path, name, auth["Authorizers"] as MapNode ?? MapNode.Empty, ofPreflight: true);
        }
    }

    public static IReadOnlyList<HttpAuthorizer> Read(SamResource api, MapNode? auth) =>
        auth?["Authorizers"] is { } authorizers && !Make.IsNull(authorizers)
            ? HttpAuthorizer.Read(api, Expect.Map(authorizers, api.Id, "Auth.Authorizers"))
            : [];
}
