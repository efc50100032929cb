// What a function project gets from AWS's packages, by their public names.
namespace Amazon.Lambda.Core
{
    public interface ILambdaContext
    {
        string AwsRequestId { get; }

        string FunctionName { get; }

        int MemoryLimitInMB { get; }

        TimeSpan RemainingTime { get; }

        ILambdaLogger Logger { get; }
    }

    public interface ILambdaLogger
    {
        void Log(string message);

        void LogLine(string message);
    }

    public interface ILambdaSerializer
    {
        T Deserialize<T>(Stream requestStream);

        void Serialize<T>(T response, Stream responseStream);
    }

    [AttributeUsage(AttributeTargets.Method | AttributeTargets.Assembly)]
    public sealed class LambdaSerializerAttribute(Type serializerType) : Attribute
    {
        public Type SerializerType { get; set; } = serializerType;
    }
}

namespace Amazon.Lambda.Serialization.SystemTextJson
{
    using System.Text.Json;
    using Amazon.Lambda.Core;

    public class DefaultLambdaJsonSerializer : ILambdaSerializer
    {
        private static readonly JsonSerializerOptions _options = new() { PropertyNameCaseInsensitive = true, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

        public T Deserialize<T>(Stream requestStream) => JsonSerializer.Deserialize<T>(requestStream, _options)!;

        public void Serialize<T>(T response, Stream responseStream) => JsonSerializer.Serialize(responseStream, response, _options);
    }
}

namespace Amazon.Lambda.SQSEvents
{
    public class SQSEvent
    {
        public List<SQSMessage> Records { get; set; } = [];

        public class SQSMessage
        {
            public string MessageId { get; set; } = "";

            public string Body { get; set; } = "";

            public Dictionary<string, string> Attributes { get; set; } = [];
        }
    }

    public class SQSBatchResponse
    {
        [System.Text.Json.Serialization.JsonPropertyName("batchItemFailures")]
        public List<BatchItemFailure> BatchItemFailures { get; set; } = [];

        public class BatchItemFailure
        {
            [System.Text.Json.Serialization.JsonPropertyName("itemIdentifier")]
            public string ItemIdentifier { get; set; } = "";
        }
    }
}
