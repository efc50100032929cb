using System.Text.Json;

namespace LambdaSim.Configuration;

/// <summary>What a configuration file says of S3.</summary>
internal static class ConfigS3
{
    public static readonly ConfigSection<S3Config> Section = new(
        "s3",
        [],
        ("notificationActivation", static (s, node) => s with { NotificationActivation = ConfigValues.Duration(node) }),
        ("notificationLatency", static (s, node) => s with { NotificationLatency = ConfigValues.Duration(node) }));

    /// <summary>Nothing where it is as usual: the form of a world that says nothing of S3 stays what it is.</summary>
    public static void Write(Utf8JsonWriter json, S3Config s3)
    {
        if (s3 == new S3Config())
        {
            return;
        }

        json.WriteStartObject("s3");
        json.WriteString("notificationActivation", UnitText.Of(s3.NotificationActivation));
        json.WriteString("notificationLatency", UnitText.Of(s3.NotificationLatency));
        json.WriteEndObject();
    }
}
