using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Functions;

/// <summary>Requests that are right, to be made wrong in one place, and zips.</summary>
internal static class FunctionSamples
{
    public const string Role = "arn:aws:iam::111111111111:role/some-role";

    public static CreateFunctionRequest Create(string name = "fn") => new()
    {
        FunctionName = name,
        Role = Role,
        Runtime = "python3.12",
        Handler = "index.handler",
        Code = new FunctionCode { ZipFile = Zip() },
    };

    public static CreateFunctionRequest CreateImage(string name = "fn") => new()
    {
        FunctionName = name,
        Role = Role,
        PackageType = "Image",
        Code = new FunctionCode { ImageUri = "111111111111.dkr.ecr.us-east-1.amazonaws.com/repo:latest" },
    };

    /// <summary>Creates a function and waits until it is active.</summary>
    public static ServiceWorld With(this ServiceWorld world, CreateFunctionRequest request)
    {
        world.Service.CreateFunction(request);
        return world.Settle();
    }

    public static ServiceWorld WithFunction(this ServiceWorld world, string name = "fn") => world.With(Create(name));

    /// <summary>Changes the configuration and waits until that is done.</summary>
    public static ServiceWorld Changed(this ServiceWorld world, UpdateFunctionConfigurationRequest request)
    {
        world.Service.UpdateFunctionConfiguration(request);
        return world.Settle();
    }

    public static FunctionConfiguration Publish(this ServiceWorld world, string? description = null) =>
        world.Service.PublishVersion(new PublishVersionRequest { FunctionName = "fn", Description = description });

    public static FunctionConfiguration Get(this ServiceWorld world, string? qualifier = null) =>
        world.Service.GetFunctionConfiguration(new FunctionRequest { FunctionName = "fn", Qualifier = qualifier });

    /// <summary>Asks as an endpoint does: members as JSON in and out.</summary>
    public static JsonNode? Call(this ServiceWorld world, string operation, string json)
    {
        using var document = JsonDocument.Parse(json);
        return Operations.All[operation].Call(world.Service, document.RootElement);
    }

    public static byte[] Zip(string text = "code", string name = "index.py") => Zip((name, Encoding.UTF8.GetBytes(text)));

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                var entry = archive.CreateEntry(name);
                entry.LastWriteTime = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var file = entry.Open();
                file.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>AWS's error: its code and its message.</summary>
    public static string ErrorOf(Action call)
    {
        var error = Assert.ThrowsAny<LambdaServiceException>(call);
        return $"{error.StatusCode} {error.ErrorCode}: {error.Message}";
    }
}
