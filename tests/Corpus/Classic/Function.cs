using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Classic;

// Newtonsoft, streams, synchronous code.
public class Function
{
    private static readonly JsonSerializerSettings _settings = new() { Formatting = Formatting.None, NullValueHandling = NullValueHandling.Ignore };

    public Stream Handle(Stream input)
    {
        using var reader = new StreamReader(input);
        var order = JObject.Parse(reader.ReadToEnd());
        Thread.Sleep(250);
        order["at"] = DateTime.UtcNow;
        order["ticket"] = Guid.NewGuid().ToString();
        return new MemoryStream(System.Text.Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(order, _settings)));
    }
}
