using NodaTime;

namespace LambdaSim.Units;

/// <summary>Lengths of time and sizes as a test author says them: <c>3.Seconds</c>, <c>1.5.Minutes</c>, <c>512.MB</c>.</summary>
public static class Quantities
{
    extension(int count)
    {
        /// <summary>So many milliseconds.</summary>
        public TimeQuantity Milliseconds => new(Duration.FromMilliseconds(count));

        /// <summary>So many seconds.</summary>
        public TimeQuantity Seconds => new(Duration.FromSeconds(count));

        /// <summary>So many minutes.</summary>
        public TimeQuantity Minutes => new(Duration.FromMinutes(count));

        /// <summary>So many hours.</summary>
        public TimeQuantity Hours => new(Duration.FromHours(count));

        /// <summary>So many days of 24 hours.</summary>
        public TimeQuantity Days => new(Duration.FromDays(count));

        /// <summary>So many megabytes: the unit of Lambda's memory sizes.</summary>
        public int MB => count;
    }

    extension(double count)
    {
        /// <summary>So many milliseconds.</summary>
        public TimeQuantity Milliseconds => new(Duration.FromMilliseconds(count));

        /// <summary>So many seconds.</summary>
        public TimeQuantity Seconds => new(Duration.FromSeconds(count));

        /// <summary>So many minutes.</summary>
        public TimeQuantity Minutes => new(Duration.FromMinutes(count));

        /// <summary>So many hours.</summary>
        public TimeQuantity Hours => new(Duration.FromHours(count));

        /// <summary>So many days of 24 hours.</summary>
        public TimeQuantity Days => new(Duration.FromDays(count));
    }
}
