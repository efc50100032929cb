using System.Security.Cryptography;

namespace Chance;

public record Key(string Name, int Number);

// Everything that draws lots, and hash codes.
public class Function
{
    public object Handle(string input)
    {
        var own = new Random();
        Span<int> deck = [1, 2, 3, 4, 5, 6];
        Random.Shared.Shuffle(deck);
        Span<int> other = [1, 2, 3, 4, 5, 6];
        RandomNumberGenerator.Shuffle(other);
        using var generator = RandomNumberGenerator.Create();
        var bytes = new byte[4];
        generator.GetBytes(bytes);
        return new
        {
            guid = Guid.NewGuid(),
            seven = Guid.CreateVersion7(),
            own = own.Next(),
            sub = new Loaded().Next(),
            deck = deck.ToArray(),
            other = other.ToArray(),
            text = RandomNumberGenerator.GetString("abc", 8),
            hex = RandomNumberGenerator.GetHexString(6, true),
            picks = RandomNumberGenerator.GetItems<int>([1, 2, 3], 3),
            number = RandomNumberGenerator.GetInt32(1_000),
            bytes,
            hash = HashCode.Combine("a", 1),
            text2 = "hello".GetHashCode(),
            file = Path.GetRandomFileName(),
            temporary = Path.GetFileName(Path.GetTempFileName()),
            group = new Func<Guid>(Guid.NewGuid)(),
        };
    }

    private sealed class Loaded : Random;
}
