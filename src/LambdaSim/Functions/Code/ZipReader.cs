using System.IO.Compression;
using System.IO.Hashing;
using System.Security.Cryptography;
using LambdaSim.Configuration;

namespace LambdaSim.Functions;

/// <summary>
/// Reads an uploaded zip in memory: hash, sizes and the description of a stand-in. No file is written, nothing is kept of the rest, and no more is unpacked
/// than a function may have (rules CTL-CODE-SIZE, CTL-ZIP).
/// </summary>
internal static class ZipReader
{
    private const string StandInName = "lambdasim-standin.json";

    /// <exception cref="InvalidParameterValueException">It is no zip, is damaged, has names that lead elsewhere, or is too large when unpacked.</exception>
    public static CodePackage Read(byte[] zip)
    {
        if (zip.Length == 0)
        {
            throw Empty();
        }

        try
        {
            using var archive = new ZipArchive(new MemoryStream(zip, writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count == 0)
            {
                throw Empty();
            }

            RequireSize(archive.Entries.Sum(static e => e.Length < 0 || e.Length > CodeLimits.Unzipped ? CodeLimits.Unzipped + 1 : e.Length));
            // Entries that share their bytes would have the same megabytes unpacked as often as there are entries.
            if (archive.Entries.Sum(static e => e.CompressedLength) > zip.Length)
            {
                throw Bad();
            }

            var buffer = new byte[81_920];
            byte[]? standIn = null;
            foreach (var entry in archive.Entries)
            {
                RequireInside(entry.FullName);
                var isStandIn = entry.FullName == StandInName && entry.Length <= CodeLimits.StandIn;
                var content = Unpack(entry, buffer, isStandIn);
                standIn = isStandIn ? content : standIn;
            }

            return new CodePackage(Convert.ToBase64String(SHA256.HashData(zip)), zip.Length, archive.Entries.Sum(static e => e.Length))
            {
                StandIn = standIn is null ? null : StandInReader.Read(standIn),
            };
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            throw Bad();
        }
    }

    public static void RequireSize(long unzipped)
    {
        if (unzipped > CodeLimits.Unzipped)
        {
            throw new InvalidParameterValueException(Text.Invariant($"Unzipped size must be smaller than {CodeLimits.Unzipped} bytes"));
        }
    }

    // An entry is read no further than it says; one that holds something else is damaged.
    private static byte[]? Unpack(ZipArchiveEntry entry, byte[] buffer, bool keep)
    {
        if (entry.IsEncrypted)
        {
            throw Bad();
        }

        using var stream = entry.Open();
        using var kept = keep ? new MemoryStream() : null;
        long length = 0;
        var checksum = new Crc32();
        while (stream.Read(buffer) is > 0 and var read)
        {
            length += read;
            if (length > entry.Length)
            {
                throw Bad();
            }

            checksum.Append(buffer.AsSpan(0, read));
            kept?.Write(buffer, 0, read);
        }

        return length == entry.Length && checksum.GetCurrentHashAsUInt32() == entry.Crc32 ? kept?.ToArray() : throw Bad();
    }

    private static void RequireInside(string name)
    {
        var parts = name.Split('/', '\\');
        if (name.Length == 0 || name[0] is '/' or '\\' || parts.Contains("..", StringComparer.Ordinal) || name.Contains('\0', StringComparison.Ordinal) || (name.Length > 1 && name[1] == ':'))
        {
            throw Bad();
        }
    }

    private static InvalidParameterValueException Bad() => new("Could not unzip uploaded file. Please check your file, then try to upload again.");

    private static InvalidParameterValueException Empty() => new("Uploaded file must be a non-empty zip");
}
