using LambdaSim.Neighbours.Secrets;

namespace LambdaSim.Wire.SecretsManager;

/// <summary>GetRandomPassword: letters drawn from the seed, with one of each kind that is allowed where that is asked for.</summary>
internal static class RandomPassword
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz", Digits = "0123456789", Signs = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private const int UsualLength = 32;

    public static string Of(TableCall call, SecretService service)
    {
        var without = call.Text("ExcludeCharacters") ?? "";
        List<string> kinds =
        [
            .. call.Flag("ExcludeLowercase") ? [] : new[] { Lower }, .. call.Flag("ExcludeUppercase") ? [] : new[] { Lower.ToUpperInvariant() }, .. call.Flag("ExcludeNumbers") ? [] : new[] { Digits },
            .. call.Flag("ExcludePunctuation") ? [] : new[] { Signs }, .. call.Flag("IncludeSpace") ? new[] { " " } : [],
        ];
        kinds = [.. kinds.Select(k => string.Concat(k.Where(c => !without.Contains(c, StringComparison.Ordinal)))).Where(static k => k.Length > 0)];
        var length = (int)((long?)call.Input["PasswordLength"] ?? UsualLength);
        var isEach = (bool?)call.Input["RequireEachIncludedType"] ?? true;
        if (kinds.Count == 0 || (isEach && kinds.Count > length))
        {
            throw SecretException.Parameter("The password can't be made: no characters are left, or there are fewer than kinds of characters.");
        }

        var all = string.Concat(kinds);
        var letters = Enumerable.Range(0, length).Select(i => Pick(isEach && i < kinds.Count ? kinds[i] : all)).ToArray();

        // One of each kind stands first until they are shuffled.
        for (var i = letters.Length - 1; i > 0; i--)
        {
            var j = (int)(service.NextDraw() % (ulong)(i + 1));
            (letters[i], letters[j]) = (letters[j], letters[i]);
        }

        return new string(letters);

        char Pick(string from) => from[(int)(service.NextDraw() % (ulong)from.Length)];
    }
}
