namespace LambdaSim.Configuration;

/// <summary>
/// Measured cold starts of hello-world functions: daily runs of the public benchmark lambda-perf (github.com/maxday/lambda-perf,
/// Apache-2.0) from 2026-03-01 to 2026-08-22, ten forced cold starts a day for each of 128, 256, 512 and 1,024 MB. Rounded; the four
/// sizes are pooled for INIT, which does not depend on memory. AOT, GraalVM, go, rust and c++ run on provided.al2023.
/// </summary>
internal static class RuntimeTables
{
    /// <summary>Init Duration in ms: p1, p10, p25, p50, p75, p90, p95, p99, maximum.</summary>
    public static readonly double[] InitProbabilities = [0.01, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99, 1];

    /// <summary>Memory sizes of <see cref="FirstCall"/>, in MB.</summary>
    public static readonly int[] FirstCallMemory = [128, 256, 512, 1024];

    public const string ZipX86 = """
        dotnet8            199    229    242    257    280    317    358    631    872
        dotnet10           202    234    248    275    329    559    624    716    923
        dotnet8-aot         72     81     85     88     92    100    109    127    201
        dotnet9-aot         63     75     78     83     88     96    105    123    220
        dotnet10-aot        59     68     71     74     78     85     93    113    200
        nodejs20.x         110    129    137    145    156    173    185    222    538
        nodejs22.x         110    127    135    144    155    172    186    220    308
        nodejs24.x         107    125    133    142    154    171    185    219    546
        python3.10          61     72     75     80     88     99    107    130    259
        python3.11          63     73     77     82     90    102    112    140    281
        python3.12          67     79     83     89     97    108    118    144    283
        python3.13          68     81     87     99    109    124    136    179    310
        python3.14          87    101    109    120    134    159    188    281    424
        java8.al2          195    227    239    251    268    296    338    529    739
        java11             223    261    273    283    298    328    384    573    988
        java17             167    194    202    211    224    244    264    348    720
        java21             196    226    236    246    262    287    315    587    754
        java25             154    177    187    202    233    407    455    522    728
        graalvm-java21     123    142    150    155    163    175    185    212    290
        ruby3.4            163    194    208    230    272    389    417    489    681
        go-al2023           40     46     49     51     52     56     61     73    126
        rust-al2023         13     15     16     16     18     21     25     49     96
        cpp-al2023          51     61     63     66     71     82     97    128    178
        """;

    public const string ZipArm = """
        dotnet8            202    229    250    288    316    355    581    669    800
        dotnet10           185    206    238    261    323    595    615    664    754
        dotnet8-aot         64     67     70     77     80     83     87    101    234
        dotnet9-aot         56     59     64     70     77     80     83    101    197
        dotnet10-aot        51     53     56     63     65     68     72     87    297
        nodejs20.x         100    107    112    131    138    144    151    182    305
        nodejs22.x          96    103    107    128    134    140    147    181    573
        nodejs24.x          92    102    109    124    134    141    149    186    523
        python3.10          55     59     62     74     78     86    101    181    359
        python3.11          55     59     62     73     78     83     92    130    263
        python3.12          61     65     69     81     86     91     99    140    284
        python3.13          61     70     77     83     96    101    109    151    245
        python3.14          76     86     92    104    115    123    131    174    383
        java8.al2          177    191    206    251    282    457    494    513    785
        java11             206    218    228    281    296    373    507    561    695
        java17             152    165    174    214    226    237    245    305    646
        java21             176    189    200    245    260    273    285    370    682
        java25             132    146    158    195    211    239    384    442    555
        graalvm-java21     102    107    110    126    131    135    138    156    346
        ruby3.4            162    176    191    229    255    355    397    422    525
        go-al2023           35     36     37     42     44     45     46     54    130
        rust-al2023         11     12     12     14     14     15     19     43     79
        cpp-al2023          39     41     42     49     51     58     62    100    234
        """;

    public const string ImageX86 = """
        dotnet8            290    333    362    404    480    663    724    829   1046
        dotnet10           293    338    369    412    487    710    770    881   1387
        dotnet8-aot         44     50     55     62     77    106    127    175   2079
        dotnet10-aot        42     49     53     60     75    105    122    176   1686
        nodejs22.x         200    234    256    297    390    579    694    808   1046
        nodejs24.x         193    226    248    282    375    598    720    820   1013
        python3.13         110    131    148    171    213    304    352    409    602
        python3.14         132    153    170    196    245    367    412    481    789
        java17             226    261    280    310    361    448    545    706    984
        java21             249    286    309    347    410    547    691    816   1073
        go-al2023           32     38     42     48     60     81     95    127   1090
        rust-al2023         24     28     31     36     43     57     71    100    401
        """;

    public const string ImageArm = """
        dotnet8            283    316    351    411    468    615    713    831   1056
        dotnet10           248    282    320    367    420    579    716    832   4827
        dotnet8-aot         37     43     49     54     61     84    103    208   2951
        dotnet10-aot        33     38     43     50     56     76     92    132   2051
        nodejs22.x         160    176    193    234    273    492    681    740    840
        nodejs24.x         153    173    190    228    271    541    684    730    864
        python3.13          90    109    120    139    162    255    302    362    682
        python3.14         110    126    140    163    189    302    346    392    576
        java17             192    214    245    289    340    439    535    652   1324
        java21             207    228    249    306    340    428    596    736    846
        go-al2023           26     29     33     39     44     57     68     98    323
        rust-al2023         20     23     26     29     33     38     48     89    340
        """;

    /// <summary>
    /// Duration of the first handler call in ms (median of daily averages, zip): x86_64 at 128, 256, 512 and 1,024 MB, arm64 likewise;
    /// then Max Memory Used in MB (x86_64, 1,024 MB).
    /// </summary>
    public const string FirstCall = """
        dotnet8          721.4  358.7  167.0   75.2  820.2  390.1  183.8   84.4     69
        dotnet10         808.6  395.4  184.8   82.9  860.8  402.5  192.2   90.5     72
        dotnet8-aot        4.9    2.0    2.0    2.0   13.3    4.3    3.2    3.1     23
        dotnet9-aot       25.4    8.2    4.2    4.2   10.1    2.2    2.2    2.2     23
        dotnet10-aot       3.3    2.0    2.0    2.0    6.3    2.1    2.1    2.1     22
        nodejs20.x        11.5    3.2    3.2    3.2   12.1    3.8    3.6    3.6     67
        nodejs22.x        12.5    3.4    3.4    3.4   13.7    4.6    3.7    3.7     74
        nodejs24.x        27.0   10.0    4.0    3.9   31.6   10.0    4.1    4.2     76
        python3.10         1.5    1.5    1.5    1.5    1.6    1.6    1.6    1.6     31
        python3.11         1.5    1.5    1.5    1.5    1.6    1.6    1.5    1.5     34
        python3.12         2.0    2.0    2.0    2.0    2.6    2.1    2.1    2.1     36
        python3.13         2.2    2.2    2.1    2.1    3.0    2.2    2.2    2.2     38
        python3.14         2.1    2.0    2.0    2.0    2.7    2.2    2.1    2.1     40
        java8.al2         84.7   29.1    6.3    5.2   73.3   22.9    6.0    4.4     59
        java11             8.8    2.9    2.9    2.9   10.9    3.0    3.0    3.0     72
        java17             5.3    2.5    2.5    2.5    9.6    2.7    2.7    2.7     87
        java21            97.4   35.4   32.4    6.8  101.2   38.1   26.4    6.6     95
        java25           245.3   97.0   27.9   10.8  288.6  129.4   39.5   12.4     87
        graalvm-java21   154.0   70.7   31.0   15.1  130.8   54.5   21.9   12.0     34
        ruby3.4           12.0    2.7    2.6    2.6   12.7    2.8    2.8    2.8     36
        go-al2023          1.6    1.6    1.6    1.6    1.7    1.7    1.5    1.5     17
        rust-al2023        1.3    1.3    1.3    1.3    1.4    1.4    1.4    1.4     15
        cpp-al2023         1.3    1.3    1.3    1.2    1.4    1.4    1.3    1.3     22
        """;
}
