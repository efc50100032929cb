using LambdaSim.Configuration;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// The account's settings and use (rule CTL-ACCOUNT).
internal sealed partial class ControlPlane
{
    private readonly List<VersionEntry> _uncounted = [];

    // Of what was added in process the size is known once somebody asks for it.
    private long FunctionCodeSize
    {
        get
        {
            field += _uncounted.Sum(static v => v.Code.Size);
            _uncounted.Clear();
            return field;
        }

        set;
    }

    /// <summary>What the account may have in this region.</summary>
    internal AccountConfig Limits { get; set; } = new();

    /// <summary>Limits and use of the account.</summary>
    public GetAccountSettingsResponse GetAccountSettings(GetAccountSettingsRequest request) => new()
    {
        AccountLimit = new AccountLimit
        {
            TotalCodeSize = CodeLimits.Total,
            CodeSizeUnzipped = CodeLimits.Unzipped,
            CodeSizeZipped = CodeLimits.Zipped,
            ConcurrentExecutions = Limits.ConcurrencyLimit,
            UnreservedConcurrentExecutions = UnreservedConcurrency,
        },
        AccountUsage = new AccountUsage { TotalCodeSize = TotalCodeSize(), FunctionCount = Functions.Count },
    };

    /// <summary>Bytes of all code: <c>$LATEST</c> and every version of each function count, layer versions too.</summary>
    private long TotalCodeSize() => FunctionCodeSize + LayerCodeSize();
}
