using System.Text.Json;

namespace LambdaSim.Filters;

/// <summary>A value at the end of a path of an event: a text, a number, true, false or null.</summary>
internal sealed class FieldValue(JsonTokenType kind, string text, decimal numberLimit)
{
    private bool _isNumberKnown;
    private long? _number;
    private bool _isAddressKnown;
    private IpRange? _address;

    public bool IsString => kind == JsonTokenType.String;

    /// <summary>What a text says; how anything else is written.</summary>
    public string Text => text;

    /// <summary>A number in millionths; null: it is none that is compared as one.</summary>
    public long? Number
    {
        get
        {
            if (!_isNumberKnown)
            {
                _isNumberKnown = true;
                _number = kind == JsonTokenType.Number && PatternNumber.TryParse(text, numberLimit, out var number) ? number : null;
            }

            return _number;
        }
    }

    /// <summary>An IP address; null: it is none.</summary>
    public IpRange? Address
    {
        get
        {
            if (!_isAddressKnown)
            {
                _isAddressKnown = true;
                _address = IsString ? IpRange.OfAddress(text) : null;
            }

            return _address;
        }
    }
}
