using LambdaSim.Neighbours.Tables.Expressions;

namespace LambdaSim.Neighbours.Tables;

/// <summary>Where a range key is to what a query asks of it: before (negative), in it, or behind.</summary>
internal sealed class RangePosition(KeyRange range)
{
    public int Of(KeyTuple key)
    {
        var equal = range.Equal;
        for (var i = 0; i < equal.Count; i++)
        {
            var order = key[i].CompareTo(equal[i]) ?? 0;
            if (order != 0)
            {
                return order;
            }
        }

        if (range.Range is not { } condition)
        {
            return 0;
        }

        var value = key[equal.Count];
        var low = value.CompareTo(condition.Value!) ?? 0;
        return condition.Operator switch
        {
            KeyOperator.LT => low < 0 ? 0 : 1,
            KeyOperator.LE => low <= 0 ? 0 : 1,
            KeyOperator.GT => low > 0 ? 0 : -1,
            KeyOperator.GE => low >= 0 ? 0 : -1,
            KeyOperator.BETWEEN => low < 0 ? -1 : (value.CompareTo(condition.High!) ?? 0) > 0 ? 1 : 0,
            _ => condition.Holds(value) ? 0 : low,
        };
    }
}
