namespace LambdaSim.Neighbours.Tables.Values;

/// <summary>The ten types of DynamoDB; the names are those of the wire.</summary>
internal enum AttributeKind : byte
{
    S,
    N,
    B,
    BOOL,
    NULL,
    SS,
    NS,
    BS,
    L,
    M,
}
