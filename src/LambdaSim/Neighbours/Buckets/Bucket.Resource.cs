using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Buckets;

// What Lambda sends on to: a record of each failed event becomes an object (rule BKT-DESTINATION).
public sealed partial class Bucket : ISink, IRegional
{
    Arn IResource.Arn => _arn;

    string IResource.Kind => "bucket";

    string IRegional.Region => Region;

    int ISink.MaxBytes => BucketBook.LargestBody;

    Taken ISink.Take(Delivery delivery)
    {
        if (_book.Bucket(Name) != this)
        {
            return Taken.Refused;
        }

        var request = _book.OwnRequest(this) with { By = Sender.Of(delivery.Origin) with { Chain = delivery.Chain, Trace = delivery.Trace } };
        var key = delivery.Key ?? $"aws/{_book.NextGuid():D}";
        Put(new ObjectPut(key, delivery.Body.ToArray()) { Head = ObjectHead.None with { ContentType = "application/json" } }, request);
        return Taken.Arrived;
    }
}
