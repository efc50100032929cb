using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam.Functions;

/// <summary>The code of a function: an archive in S3, text in the template, or an image.</summary>
internal static class FunctionCode
{
    public static Node Of(SamResource function, SamContext context)
    {
        var package = function["PackageType"];
        if (package is TextNode { Text: not ("Zip" or "Image") })
        {
            throw function.Invalid("PackageType needs to be `Zip` or `Image`", package);
        }

        if (Make.Text(package) == "Image")
        {
            return Image(function);
        }

        if (function["CodeUri"] is null && function["InlineCode"] is null)
        {
            throw function.Invalid("Only one of 'InlineCode' or 'CodeUri' can be set.");
        }

        if (function["Handler"] is null || function["Runtime"] is null)
        {
            throw function.Invalid("Runtime and Handler needs to be present when PackageType is of type `Zip`");
        }

        return Archive(function, context);
    }

    private static MapNode Image(SamResource function)
    {
        if (function["Handler"] is not null || function["Runtime"] is not null || function["Layers"] is not null)
        {
            throw function.Invalid("Runtime, Handler, Layers cannot be present when PackageType is of type `Image`");
        }

        return function["ImageUri"] is { } uri ? Node.Map(("ImageUri", uri)) : throw function.Invalid("'ImageUri' must be set.");
    }

    private static Node Archive(SamResource function, SamContext context)
    {
        if (function["InlineCode"] is { } inline)
        {
            return Node.Map(("ZipFile", inline));
        }

        var uri = function["CodeUri"]!;
        if (context.Inputs.KeepsLocalPaths && S3Location.LocalPath(uri) is { } path)
        {
            return path;
        }

        var place = S3Location.Read(function.Id, "CodeUri", uri);
        return Node.Map(("S3Bucket", place.Bucket), ("S3Key", place.Key), ("S3ObjectVersion", place.Version), ("SourceKMSKeyArn", function["SourceKMSKeyArn"]));
    }
}
