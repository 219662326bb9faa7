namespace AppHostSdk.Tests;

/// <summary>Calls of functions of the framework by their signature, and why others are not worked out when compiling.</summary>
internal static class FunctionCases
{
    private const string Ordinal = "StringComparison.Ordinal";
    private const string AnyCase = "StringComparison.OrdinalIgnoreCase";
    private const string Invariant = "System.Globalization.CultureInfo.InvariantCulture";

    private static readonly (string Name, string Keyword)[] Numbers =
    [
        ("Byte", "byte"), ("SByte", "sbyte"), ("Int16", "short"), ("UInt16", "ushort"), ("Int32", "int"), ("UInt32", "uint"), ("Int64", "long"), ("UInt64", "ulong"),
    ];

    /// <summary>By signature: expressions whose values are known when compiling.</summary>
    public static Dictionary<string, string[]> Folded { get; } = Cases();

    /// <summary>A pattern of signatures, and why they are not among the folded ones. The first that fits counts.</summary>
    public static (string Pattern, string Reason)[] NotFolded { get; } =
    [
        (@"\.GetHashCode\(", "differs from run to run"),
        (@"Span<|DefaultInterpolatedStringHandler|\*|CompositeFormat|SpanAction|\.GetEnumerator\(|\.EnumerateRunes\(|\.GetPinnableReference\(|\.op_Implicit\(", "spans, pointers and enumerators are no values of the model"),
        (@"TypeCode|UnderlyingType|\.GetType", "types are followed by what is made of them"),
        (@"\.(CopyTo|TryCopyTo|TryFormat)\(", "writes to memory"),
        (@"String\.(Compare|StartsWith|EndsWith|IndexOf|LastIndexOf|CompareTo|Replace)\(.*(Boolean|CultureInfo)", "compares by the rules of a culture"),
        (@"String\.(StartsWith|EndsWith)\(String\)|String\.(IndexOf|LastIndexOf)\(String(,Int32)*\)|String\.CompareTo\(|String\.Compare\(String,String\)", "compares by the rules of the user's culture"),
        (@"String\.Compare(Ordinal)?\(String,Int32", "how far apart parts of texts are is not agreed upon"),
        (@"String\.(Is)?Normalize", "follows the Unicode tables of the run time"),
        (@"String\.ReplaceLineEndings\(\)", "the system's line ending"),
        (@"String\.Is(Interned)\(", "depends on what else the process did"),
        (@"\.(CompareTo|Equals)\(Object\)", "the comparison of the type itself is followed"),
        (@"Char\.(GetUnicodeCategory|GetNumericValue)\(", "follows the Unicode tables of the run time"),
        (@"Path\.(Exists|GetRandomFileName|GetTempPath|GetTempFileName|GetRelativePath|GetInvalid\w+)\(", "depends on the machine and its directories"),
        (@"Uri\.(MakeRelative|MakeRelativeUri|IsBaseOf|TryCreate|Compare|GetComponents|CheckHostName|EscapeUriString|HexUnescape|op_\w+|Equals)\(|Uri\.\.ctor\((String,|Uri,)", "addresses are followed from their text to their parts, not further"),
        (@"Enum\.(GetValuesAsUnderlyingType|TryFormat|ToObject|CompareTo|Equals|ToString)\(", "members are followed as members, not as other numbers"),
        (@"\.(BigMul|DivRem|LeadingZeroCount|PopCount|RotateLeft|RotateRight|TrailingZeroCount|IsPow2|Log2|Clamp|CopySign|Max|Min|Sign|Abs|IsEvenInteger|IsNegative|IsOddInteger|IsPositive|MaxMagnitude|MinMagnitude)\(", "arithmetic is written with operators"),
        (@"\.Create(Checked|Saturating|Truncating)\(", "arithmetic is written with operators"),
        (@"Convert\.\w*(Base64|HexString)|Byte\[\]", "bytes are no values of the model"),
        (@"Convert\.To(Single|Double|Decimal|DateTime)|Convert\.\w+\((Single|Double|Decimal|DateTime)", "floating point numbers and dates are written differently from machine to machine"),
        (@"Convert\.(ChangeType|IsDBNull|To\w+\(Object)", "depends on the type of an object"),
        (@"Convert\.(ToBoolean\(Char|ToChar\(Boolean)\)", "always fails"),
        (@"StringComparer\.(get_|FromComparison|Create|IsWellKnown|Compare\(Object|Equals\(Object)", "comparers are followed where they are used"),
    ];

    private static Dictionary<string, string[]> Cases()
    {
        var cases = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["String.ToString()"] = ["S(\"a\").ToString()"],
            ["String.ToString(IFormatProvider)"] = ["S(\"a\").ToString(null)", $"S(\"a\").ToString({Invariant})"],
            ["String.Clone()"] = ["(string)S(\"a\").Clone()"],
            ["String.Copy(String)"] = ["\n#pragma warning disable CS0618\nstring.Copy(S(\"a\"))"],
            ["String.Intern(String)"] = ["string.Intern(S(\"a\"))"],
            ["String.ToCharArray()"] = ["S(\"abc\").ToCharArray()"],
            ["String.ToCharArray(Int32,Int32)"] = ["S(\"abcd\").ToCharArray(1, 2)"],
            ["String.get_Length()"] = ["S(\"abc\").Length", "S(\"\").Length"],
            ["String.get_Chars(Int32)"] = ["S(\"abc\")[1]"],
            ["String..ctor(Char,Int32)"] = ["new string('x', 3)", "new string('x', 0)"],
            ["String..ctor(Char[])"] = ["new string(new[] { 'a', 'b' })"],
            ["String..ctor(Char[],Int32,Int32)"] = ["new string(new[] { 'a', 'b', 'c' }, 1, 2)"],
            ["String.ToUpperInvariant()"] = ["S(\"aIi-1\").ToUpperInvariant()"],
            ["String.ToLowerInvariant()"] = ["S(\"AIi-1\").ToLowerInvariant()"],
            ["String.ToUpper()"] = ["S(\"abc\").ToUpper()"],
            ["String.ToLower()"] = ["S(\"ABC\").ToLower()"],
            ["String.ToUpper(CultureInfo)"] = [$"S(\"aIi\").ToUpper({Invariant})"],
            ["String.ToLower(CultureInfo)"] = [$"S(\"AIi\").ToLower({Invariant})"],
            ["String.Trim()"] = ["S(\" \\t\\r\\na b \\u00A0\").Trim()"],
            ["String.TrimStart()"] = ["S(\" a \").TrimStart()"],
            ["String.TrimEnd()"] = ["S(\" a \").TrimEnd()"],
            ["String.Trim(Char)"] = ["S(\"xaxx\").Trim('x')"],
            ["String.TrimStart(Char)"] = ["S(\"xxax\").TrimStart('x')"],
            ["String.TrimEnd(Char)"] = ["S(\"xaxx\").TrimEnd('x')"],
            ["String.Trim(Char[])"] = ["S(\"xyayx\").Trim(new[] { 'x', 'y' })", "S(\" a \").Trim(null)", "S(\" a \").Trim(new char[0])"],
            ["String.TrimStart(Char[])"] = ["S(\"xyayx\").TrimStart(new[] { 'x', 'y' })"],
            ["String.TrimEnd(Char[])"] = ["S(\"xyayx\").TrimEnd(new[] { 'x', 'y' })"],
            ["String.Trim(ReadOnlySpan<Char>)"] = ["S(\"xyayx\").Trim('x', 'y')"],
            ["String.TrimStart(ReadOnlySpan<Char>)"] = ["S(\"xyayx\").TrimStart('x', 'y')"],
            ["String.TrimEnd(ReadOnlySpan<Char>)"] = ["S(\"xyayx\").TrimEnd('x', 'y')"],
            ["String.Substring(Int32)"] = ["S(\"abc\").Substring(1)", "S(\"abc\").Substring(3)"],
            ["String.Substring(Int32,Int32)"] = ["S(\"abc\").Substring(1, 1)", "S(\"abc\").Substring(3, 0)"],
            ["String.Remove(Int32)"] = ["S(\"abc\").Remove(1)"],
            ["String.Remove(Int32,Int32)"] = ["S(\"abc\").Remove(1, 1)"],
            ["String.Insert(Int32,String)"] = ["S(\"abc\").Insert(1, \"-\")", "S(\"\").Insert(0, \"-\")"],
            ["String.PadLeft(Int32)"] = ["S(\"a\").PadLeft(3)"],
            ["String.PadLeft(Int32,Char)"] = ["S(\"a\").PadLeft(3, '0')", "S(\"abc\").PadLeft(1, '0')"],
            ["String.PadRight(Int32)"] = ["S(\"a\").PadRight(3)"],
            ["String.PadRight(Int32,Char)"] = ["S(\"a\").PadRight(3, '0')"],
            ["String.Replace(Char,Char)"] = ["S(\"a.b.c\").Replace('.', '-')"],
            ["String.Replace(String,String)"] = ["S(\"aaa\").Replace(\"aa\", \"b\")", "S(\"abc\").Replace(\"b\", null)", "S(\"abc\").Replace(\"x\", \"y\")", "S(\"\").Replace(\"x\", \"y\")"],
            ["String.Replace(String,String,StringComparison)"] =
                [$"S(\"a\").Replace(\"a\", \"b\", {Ordinal})", $"S(\"aAa\").Replace(\"A\", \"b\", {AnyCase})", $"S(\"aAa\").Replace(\"A\", null, {Ordinal})"],
            ["String.ReplaceLineEndings(String)"] = ["S(\"a\\r\\nb\\rc\\nd\\r\\n\").ReplaceLineEndings(\"|\")"],
            ["String.Split(Char,StringSplitOptions)"] = ["S(\"a,,b\").Split(',')", "S(\"a, ,b\").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)", "S(\"\").Split(',')", "S(\" a , b \").Split(',', StringSplitOptions.TrimEntries)"],
            ["String.Split(Char,Int32,StringSplitOptions)"] = ["S(\"a,b,c\").Split(',', 2)", "S(\",a,,b,c\").Split(',', 2, StringSplitOptions.RemoveEmptyEntries)", "S(\"a,b\").Split(',', 0)", "S(\"a,b\").Split(',', 1)"],
            ["String.Split(Char[])"] = ["S(\"a,b;c\").Split(new[] { ',', ';' })", "S(\"a b\\tc\").Split((char[]?)null)"],
            ["String.Split(ReadOnlySpan<Char>)"] = ["S(\"a,b;c\").Split(',', ';')"],
            ["String.Split(Char[],Int32)"] = ["S(\"a,b;c\").Split(new[] { ',', ';' }, 2)"],
            ["String.Split(Char[],StringSplitOptions)"] = ["S(\"a,,b;c\").Split(new[] { ',', ';' }, StringSplitOptions.RemoveEmptyEntries)"],
            ["String.Split(Char[],Int32,StringSplitOptions)"] = ["S(\"a,,b;c\").Split(new[] { ',', ';' }, 2, StringSplitOptions.RemoveEmptyEntries)"],
            ["String.Split(String,StringSplitOptions)"] = ["S(\"a--b\").Split(\"--\")", "S(\"a-- --b\").Split(\"--\", StringSplitOptions.TrimEntries)"],
            ["String.Split(String,Int32,StringSplitOptions)"] = ["S(\"a--b--c\").Split(\"--\", 2)"],
            ["String.Split(String[],StringSplitOptions)"] = ["S(\"a--b++c\").Split(new[] { \"--\", \"++\" }, StringSplitOptions.None)"],
            ["String.Split(String[],Int32,StringSplitOptions)"] = ["S(\"a--b++c\").Split(new[] { \"--\", \"++\" }, 2, StringSplitOptions.None)"],
            ["String.Concat(Object)"] = ["string.Concat((object)5)", "string.Concat((object?)null)", "string.Concat((object)true)"],
            ["String.Concat(Object,Object)"] = ["string.Concat((object)\"a\", 5)", "string.Concat((object)'a', DayOfWeek.Friday)"],
            ["String.Concat(Object,Object,Object)"] = ["string.Concat((object)\"a\", 5, null)"],
            ["String.Concat(Object[])"] = ["string.Concat(new object[] { \"a\", 5, 'c', true })"],
            ["String.Concat(ReadOnlySpan<Object>)"] = ["string.Concat(1, 2, 3, 4, 5)"],
            ["String.Concat(IEnumerable<T>)"] = ["string.Concat(new List<int> { 1, 2 })"],
            ["String.Concat(IEnumerable<String>)"] = ["string.Concat(new List<string> { \"a\", \"b\" })"],
            ["String.Concat(String,String)"] = ["string.Concat(S(\"a\"), \"b\")", "string.Concat(S(\"a\"), null)"],
            ["String.Concat(String,String,String)"] = ["string.Concat(S(\"a\"), \"b\", \"c\")"],
            ["String.Concat(String,String,String,String)"] = ["string.Concat(S(\"a\"), \"b\", \"c\", \"d\")"],
            ["String.Concat(String[])"] = ["string.Concat(new[] { \"a\", \"b\" })"],
            ["String.Concat(ReadOnlySpan<String>)"] = ["string.Concat(S(\"a\"), \"b\", \"c\", \"d\", \"e\")"],
            ["String.Join(Char,String[])"] = ["string.Join(',', new[] { \"a\", null, \"b\" })"],
            ["String.Join(Char,ReadOnlySpan<String>)"] = ["string.Join(',', \"a\", \"b\")"],
            ["String.Join(Char,Object[])"] = ["string.Join(',', new object[] { 1, \"b\" })"],
            ["String.Join(Char,ReadOnlySpan<Object>)"] = ["string.Join(',', 1, \"b\", true)"],
            ["String.Join(Char,IEnumerable<T>)"] = ["string.Join(',', new List<int> { 1, 2 })"],
            ["String.Join(String,String[])"] = ["string.Join(\", \", new[] { \"a\", \"b\" })", "string.Join(null, new[] { \"a\", \"b\" })"],
            ["String.Join(String,ReadOnlySpan<String>)"] = ["string.Join(\", \", \"a\", \"b\")"],
            ["String.Join(String,IEnumerable<String>)"] = ["string.Join(\", \", new List<string> { \"a\", \"b\" })", "string.Join(\"+\", new[] { \"a\", \"b\" }.Select(x => x + \"!\"))"],
            ["String.Join(String,Object[])"] = ["string.Join(\", \", new object[] { 1, \"b\" })"],
            ["String.Join(String,ReadOnlySpan<Object>)"] = ["string.Join(\", \", 1, \"b\")"],
            ["String.Join(String,IEnumerable<T>)"] = ["string.Join(\", \", new List<int> { 1, 2 })", "string.Join(\", \", new List<DayOfWeek> { DayOfWeek.Friday })"],
            ["String.Join(Char,String[],Int32,Int32)"] = ["string.Join(',', new[] { \"a\", \"b\", \"c\" }, 1, 2)"],
            ["String.Join(String,String[],Int32,Int32)"] = ["string.Join(\", \", new[] { \"a\", \"b\", \"c\" }, 0, 2)"],
            ["String.Format(String,Object)"] = ["string.Format(\"{0}-{{{0}}}\", S(\"a\"))"],
            ["String.Format(String,Object,Object)"] = ["string.Format(\"{1}{0}\", \"a\", 5)"],
            ["String.Format(String,Object,Object,Object)"] = ["string.Format(\"{0}{1}{2}\", \"a\", true, 'c')"],
            ["String.Format(String,Object[])"] = ["string.Format(\"{0}{3}\", new object[] { 1, 2, 3, 4 })"],
            ["String.Format(String,ReadOnlySpan<Object>)"] = ["string.Format(\"{0}{3}\", 1, 2, 3, 4)"],
            ["String.Format(IFormatProvider,String,Object)"] = [$"string.Format({Invariant}, \"{{0}}\", 1)", "string.Format(null, \"{0}\", 1)"],
            ["String.Format(IFormatProvider,String,Object,Object)"] = [$"string.Format({Invariant}, \"{{0}}{{1}}\", 1, \"b\")"],
            ["String.Format(IFormatProvider,String,Object,Object,Object)"] = [$"string.Format({Invariant}, \"{{0}}{{1}}{{2}}\", 1, \"b\", 'c')"],
            ["String.Format(IFormatProvider,String,Object[])"] = [$"string.Format({Invariant}, \"{{3}}\", new object[] {{ 1, 2, 3, 4 }})"],
            ["String.Format(IFormatProvider,String,ReadOnlySpan<Object>)"] = [$"string.Format({Invariant}, \"{{3}}\", 1, 2, 3, 4)"],
            ["String.Create(IFormatProvider,ref DefaultInterpolatedStringHandler)"] = [$"string.Create({Invariant}, $\"{{S(\"a\")}}-{{5}}\")"],
            ["String.IsNullOrEmpty(String)"] = ["string.IsNullOrEmpty(S(\"a\"))", "string.IsNullOrEmpty(S(\"\"))"],
            ["String.IsNullOrWhiteSpace(String)"] = ["string.IsNullOrWhiteSpace(S(\" \"))"],
            ["String.Equals(Object)"] = ["S(\"a\").Equals((object)\"a\")", "S(\"a\").Equals((object)5)"],
            ["String.Equals(String)"] = ["S(\"a\").Equals(\"a\")", "S(\"a\").Equals(\"A\")", "S(\"a\").Equals(null)"],
            ["String.Equals(String,StringComparison)"] = [$"S(\"a\").Equals(\"A\", {AnyCase})", $"S(\"a\").Equals(\"A\", {Ordinal})"],
            ["String.Equals(String,String)"] = ["string.Equals(S(\"a\"), \"a\")", "string.Equals(null, \"a\")"],
            ["String.Equals(String,String,StringComparison)"] = [$"string.Equals(S(\"a\"), \"A\", {AnyCase})"],
            ["String.op_Equality(String,String)"] = ["S(\"a\") == \"a\""],
            ["String.op_Inequality(String,String)"] = ["S(\"a\") != \"a\""],
            ["String.Contains(Char)"] = ["S(\"abc\").Contains('b')", "S(\"abc\").Contains('B')"],
            ["String.Contains(Char,StringComparison)"] = [$"S(\"abc\").Contains('B', {AnyCase})"],
            ["String.Contains(String)"] = ["S(\"abc\").Contains(\"bc\")", "S(\"abc\").Contains(\"\")"],
            ["String.Contains(String,StringComparison)"] = [$"S(\"abc\").Contains(\"BC\", {AnyCase})", $"S(\"abc\").Contains(\"BC\", {Ordinal})"],
            ["String.StartsWith(Char)"] = ["S(\"abc\").StartsWith('a')", "S(\"\").StartsWith('a')"],
            ["String.EndsWith(Char)"] = ["S(\"abc\").EndsWith('c')"],
            ["String.StartsWith(String,StringComparison)"] = [$"S(\"abc\").StartsWith(\"AB\", {AnyCase})", $"S(\"abc\").StartsWith(\"AB\", {Ordinal})"],
            ["String.EndsWith(String,StringComparison)"] = [$"S(\"abc\").EndsWith(\"BC\", {AnyCase})", $"S(\"abc\").EndsWith(\"bc\", {Ordinal})"],
            ["String.IndexOf(Char)"] = ["S(\"abca\").IndexOf('a')", "S(\"abc\").IndexOf('x')"],
            ["String.IndexOf(Char,Int32)"] = ["S(\"abca\").IndexOf('a', 1)"],
            ["String.IndexOf(Char,Int32,Int32)"] = ["S(\"abca\").IndexOf('a', 1, 2)"],
            ["String.IndexOf(Char,StringComparison)"] = [$"S(\"abc\").IndexOf('B', {AnyCase})"],
            ["String.IndexOf(String,StringComparison)"] = [$"S(\"abc\").IndexOf(\"BC\", {AnyCase})", $"S(\"abc\").IndexOf(\"\", {Ordinal})"],
            ["String.IndexOf(String,Int32,StringComparison)"] = [$"S(\"abcabc\").IndexOf(\"bc\", 2, {Ordinal})"],
            ["String.IndexOf(String,Int32,Int32,StringComparison)"] = [$"S(\"abcabc\").IndexOf(\"bc\", 2, 2, {Ordinal})"],
            ["String.IndexOfAny(Char[])"] = ["S(\"abc\").IndexOfAny(new[] { 'c', 'b' })"],
            ["String.IndexOfAny(Char[],Int32)"] = ["S(\"abc\").IndexOfAny(new[] { 'c', 'b' }, 2)"],
            ["String.IndexOfAny(Char[],Int32,Int32)"] = ["S(\"abc\").IndexOfAny(new[] { 'c', 'b' }, 0, 1)"],
            ["String.LastIndexOf(Char)"] = ["S(\"abca\").LastIndexOf('a')"],
            ["String.LastIndexOf(Char,Int32)"] = ["S(\"abca\").LastIndexOf('a', 2)"],
            ["String.LastIndexOf(Char,Int32,Int32)"] = ["S(\"abca\").LastIndexOf('a', 2, 2)"],
            ["String.LastIndexOf(String,StringComparison)"] = [$"S(\"abab\").LastIndexOf(\"AB\", {AnyCase})"],
            ["String.LastIndexOf(String,Int32,StringComparison)"] = [$"S(\"abab\").LastIndexOf(\"ab\", 2, {Ordinal})"],
            ["String.LastIndexOf(String,Int32,Int32,StringComparison)"] = [$"S(\"abab\").LastIndexOf(\"ab\", 3, 2, {Ordinal})"],
            ["String.LastIndexOfAny(Char[])"] = ["S(\"abc\").LastIndexOfAny(new[] { 'a', 'b' })"],
            ["String.LastIndexOfAny(Char[],Int32)"] = ["S(\"abc\").LastIndexOfAny(new[] { 'a', 'c' }, 1)"],
            ["String.LastIndexOfAny(Char[],Int32,Int32)"] = ["S(\"abc\").LastIndexOfAny(new[] { 'a', 'c' }, 1, 1)"],
            ["String.CompareOrdinal(String,String)"] = ["string.CompareOrdinal(S(\"a\"), \"a\")"],
            ["String.Compare(String,String,StringComparison)"] = [$"string.Compare(S(\"a\"), \"A\", {AnyCase})"],

            ["Char.ToString()"] = ["S(\"a\")[0].ToString()"],
            ["Char.ToString(IFormatProvider)"] = ["S(\"a\")[0].ToString(null)"],
            ["Char.ToString(Char)"] = ["char.ToString('a')"],
            ["Char.Equals(Char)"] = ["'a'.Equals('a')", "'a'.Equals('b')"],
            ["Char.CompareTo(Char)"] = ["'a'.CompareTo('c')"],
            ["Char.Parse(String)"] = ["char.Parse(\"x\")"],
            ["Char.TryParse(String,out Char)"] = ["char.TryParse(\"x\", out var c1) ? c1 : '-'", "char.TryParse(\"xy\", out var c2) ? c2 : '-'"],
            ["Char.IsBetween(Char,Char,Char)"] = ["char.IsBetween('b', 'a', 'c')", "char.IsBetween('d', 'a', 'c')"],
            ["Char.IsHighSurrogate(Char)"] = ["char.IsHighSurrogate('\\uD800')"],
            ["Char.IsHighSurrogate(String,Int32)"] = ["char.IsHighSurrogate(\"a\", 0)"],
            ["Char.IsLowSurrogate(Char)"] = ["char.IsLowSurrogate('\\uDC00')"],
            ["Char.IsLowSurrogate(String,Int32)"] = ["char.IsLowSurrogate(\"a\", 0)"],
            ["Char.IsSurrogate(Char)"] = ["char.IsSurrogate('a')"],
            ["Char.IsSurrogate(String,Int32)"] = ["char.IsSurrogate(\"a\", 0)"],
            ["Char.IsSurrogatePair(Char,Char)"] = ["char.IsSurrogatePair('\\uD83D', '\\uDE00')"],
            ["Char.IsSurrogatePair(String,Int32)"] = ["char.IsSurrogatePair(\"\\uD83D\\uDE00\", 0)"],
            ["Char.ConvertFromUtf32(Int32)"] = ["char.ConvertFromUtf32(0x1F600)", "char.ConvertFromUtf32(65)"],
            ["Char.ConvertToUtf32(Char,Char)"] = ["char.ConvertToUtf32('\\uD83D', '\\uDE00')"],
            ["Char.ConvertToUtf32(String,Int32)"] = ["char.ConvertToUtf32(\"A\", 0)"],
            ["Char.ToUpper(Char)"] = ["char.ToUpper('a')"],
            ["Char.ToLower(Char)"] = ["char.ToLower('A')"],
            ["Char.ToUpper(Char,CultureInfo)"] = [$"char.ToUpper('i', {Invariant})"],
            ["Char.ToLower(Char,CultureInfo)"] = [$"char.ToLower('I', {Invariant})"],
            ["Char.ToUpperInvariant(Char)"] = ["char.ToUpperInvariant('i')"],
            ["Char.ToLowerInvariant(Char)"] = ["char.ToLowerInvariant('I')"],

            ["Path.GetFileName(String)"] = ["System.IO.Path.GetFileName(\"a/b.txt\")", "System.IO.Path.GetFileName(\"a/\")"],
            ["Path.GetFileNameWithoutExtension(String)"] = ["System.IO.Path.GetFileNameWithoutExtension(\"a/b.c.txt\")"],
            ["Path.GetExtension(String)"] = ["System.IO.Path.GetExtension(\"a/b.c.txt\")", "System.IO.Path.GetExtension(\"a.b/c\")"],
            ["Path.HasExtension(String)"] = ["System.IO.Path.HasExtension(\"a/b.txt\")", "System.IO.Path.HasExtension(\"a.b/c\")"],
            ["Path.ChangeExtension(String,String)"] = ["System.IO.Path.ChangeExtension(\"a/b.txt\", \"md\")", "System.IO.Path.ChangeExtension(\"a/b.txt\", null)"],
            ["Path.GetDirectoryName(String)"] = ["System.IO.Path.GetDirectoryName(\"a/b.txt\")", "System.IO.Path.GetDirectoryName(\"a\")"],
            ["Path.IsPathRooted(String)"] = ["System.IO.Path.IsPathRooted(\"/a\")", "System.IO.Path.IsPathRooted(\"a\")"],
            ["Path.IsPathFullyQualified(String)"] = ["System.IO.Path.IsPathFullyQualified(\"a/b\")"],
            ["Path.GetPathRoot(String)"] = ["System.IO.Path.GetPathRoot(\"a/b\")"],
            ["Path.EndsInDirectorySeparator(String)"] = ["System.IO.Path.EndsInDirectorySeparator(\"a/\")", "System.IO.Path.EndsInDirectorySeparator(\"a\")"],
            ["Path.TrimEndingDirectorySeparator(String)"] = ["System.IO.Path.TrimEndingDirectorySeparator(\"a/\")", "System.IO.Path.TrimEndingDirectorySeparator(\"a//\")"],
            ["Path.Combine(String,String)"] = ["System.IO.Path.Combine(\"a\", \"b\")", "System.IO.Path.Combine(\"a/\", \"/b\")"],
            ["Path.Combine(String,String,String)"] = ["System.IO.Path.Combine(\"a\", \"b\", \"c\")"],
            ["Path.Combine(String,String,String,String)"] = ["System.IO.Path.Combine(\"a\", \"b\", \"c\", \"d\")"],
            ["Path.Combine(String[])"] = ["System.IO.Path.Combine(new[] { \"a\", \"b\" })"],
            ["Path.Combine(ReadOnlySpan<String>)"] = ["System.IO.Path.Combine(\"a\", \"b\", \"c\", \"d\", \"e\")"],
            ["Path.Join(String,String)"] = ["System.IO.Path.Join(\"a\", \"/b\")"],
            ["Path.Join(String,String,String)"] = ["System.IO.Path.Join(\"a\", \"b\", \"c\")"],
            ["Path.Join(String,String,String,String)"] = ["System.IO.Path.Join(\"a\", \"b\", \"c\", \"d\")"],
            ["Path.Join(String[])"] = ["System.IO.Path.Join(new[] { \"a\", \"b\" })"],
            ["Path.Join(ReadOnlySpan<String>)"] = ["System.IO.Path.Join(\"a\", \"b\", \"c\", \"d\", \"e\")"],
            ["Path.GetFullPath(String)"] = ["System.IO.Path.GetFullPath(System.IO.Path.Combine(builder.AppHostDirectory, \"../x\"))"],
            ["Path.GetFullPath(String,String)"] = ["System.IO.Path.GetFullPath(\"../x\", builder.AppHostDirectory)"],

            ["Uri..ctor(String)"] = ["new Uri(\"https://a.example\").OriginalString"],
            ["Uri.ToString()"] = ["new Uri(\"HTTPS://A.example:443/b?c=d\").ToString()"],
            ["Uri.GetLeftPart(UriPartial)"] = ["new Uri(\"https://a.example/b?c=d\").GetLeftPart(UriPartial.Path)", "new Uri(\"https://a.example:81/b?c=d\").GetLeftPart(UriPartial.Authority)"],
            ["Uri.IsWellFormedOriginalString()"] = ["new Uri(\"https://a.example/b\").IsWellFormedOriginalString()"],
            ["Uri.IsWellFormedUriString(String,UriKind)"] = ["Uri.IsWellFormedUriString(\"https://a.example/b\", UriKind.Absolute)"],
            ["Uri.EscapeDataString(String)"] = ["Uri.EscapeDataString(\"a b/c?d=e&f!*'()~\")"],
            ["Uri.UnescapeDataString(String)"] = ["Uri.UnescapeDataString(\"a%20b%2Fc\")"],
            ["Uri.CheckSchemeName(String)"] = ["Uri.CheckSchemeName(\"http\")", "Uri.CheckSchemeName(\"1x\")"],
            ["Uri.IsHexDigit(Char)"] = ["Uri.IsHexDigit('f')"],
            ["Uri.IsHexEncoding(String,Int32)"] = ["Uri.IsHexEncoding(\"a%20\", 1)"],
            ["Uri.HexEscape(Char)"] = ["Uri.HexEscape('/')"],
            ["Uri.FromHex(Char)"] = ["Uri.FromHex('f')"],

            ["Enum.Parse(String)"] = ["Enum.Parse<DayOfWeek>(\"Friday\")"],
            ["Enum.Parse(String,Boolean)"] = ["Enum.Parse<DayOfWeek>(\" friday \", true)"],
            ["Enum.Parse(Type,String)"] = ["(DayOfWeek)Enum.Parse(typeof(DayOfWeek), \"Friday\")"],
            ["Enum.Parse(Type,String,Boolean)"] = ["(DayOfWeek)Enum.Parse(typeof(DayOfWeek), \"FRIDAY\", true)"],
            ["Enum.TryParse(String,out TEnum)"] = ["Enum.TryParse<Kind>(\"Second\", out var e1) ? e1 : Kind.First", "Enum.TryParse<Kind>(\"second\", out var e2) ? e2 : Kind.First", "Enum.TryParse<Kind>(null, out var e3) ? e3 : Kind.First"],
            ["Enum.TryParse(String,Boolean,out TEnum)"] = ["Enum.TryParse<Kind>(\"second\", true, out var e4) ? e4 : Kind.First"],
            ["Enum.TryParse(Type,String,out Object)"] = ["Enum.TryParse(typeof(Kind), \"Second\", out _)"],
            ["Enum.TryParse(Type,String,Boolean,out Object)"] = ["Enum.TryParse(typeof(Kind), \"other\", true, out _)"],
            ["Enum.GetName(TEnum)"] = ["Enum.GetName(Kind.Second)"],
            ["Enum.GetName(Type,Object)"] = ["Enum.GetName(typeof(Kind), Kind.Second)"],
            ["Enum.GetNames()"] = ["Enum.GetNames<Kind>()"],
            ["Enum.GetNames(Type)"] = ["Enum.GetNames(typeof(Kind))"],
            ["Enum.GetValues()"] = ["string.Join(\",\", Enum.GetValues<Kind>())"],
            ["Enum.GetValues(Type)"] = ["string.Join(\",\", Enum.GetValues(typeof(Kind)).Cast<Kind>())"],
            ["Enum.IsDefined(TEnum)"] = ["Enum.IsDefined(Kind.Second)", "Enum.IsDefined((Kind)9)"],
            ["Enum.IsDefined(Type,Object)"] = ["Enum.IsDefined(typeof(Kind), Kind.Second)", "Enum.IsDefined(typeof(Kind), \"Third\")"],
            ["Enum.HasFlag(Enum)"] = ["(Kind.Second | Kind.Third).HasFlag(Kind.Third)", "Kind.Second.HasFlag(Kind.Third)"],
            ["Enum.ToString()"] = ["Kind.Second.ToString()"],
            ["Enum.ToString(String)"] = ["Kind.Second.ToString(\"D\")", "Kind.Second.ToString(\"G\")"],
            ["Enum.Format(Type,Object,String)"] = ["Enum.Format(typeof(Kind), Kind.Second, \"G\")"],
            ["Enum.ToObject(Type,Int32)"] = ["(Kind)Enum.ToObject(typeof(Kind), 2)"],

            ["Boolean.ToString()"] = ["S(\"a\").Contains('a').ToString()"],
            ["Boolean.ToString(IFormatProvider)"] = ["S(\"a\").Contains('b').ToString(null)"],
            ["Boolean.Equals(Boolean)"] = ["true.Equals(false)"],
            ["Boolean.CompareTo(Boolean)"] = ["true.CompareTo(false)"],
            ["Boolean.Equals(Object)"] = ["true.Equals((object)true)"],
            ["Char.Equals(Object)"] = ["'a'.Equals((object)'a')"],
            ["Boolean.Parse(String)"] = ["bool.Parse(\" TRUE \")", "bool.Parse(\"False\")"],
            ["Boolean.TryParse(String,out Boolean)"] = ["bool.TryParse(\"true\", out var b1) && b1", "bool.TryParse(\"1\", out var b2) || b2"],

            ["Convert.ToBoolean(String)"] = ["Convert.ToBoolean(\"true\")", "Convert.ToBoolean((string?)null)"],
            ["Convert.ToBoolean(String,IFormatProvider)"] = ["Convert.ToBoolean(\"true\", null)"],
            ["Convert.ToChar(String)"] = ["Convert.ToChar(\"x\")"],
            ["Convert.ToChar(String,IFormatProvider)"] = ["Convert.ToChar(\"x\", null)"],
            ["Convert.ToString(String)"] = ["Convert.ToString(S(\"a\"))"],
            ["Convert.ToString(String,IFormatProvider)"] = ["Convert.ToString(S(\"a\"), null)"],

            ["StringComparer.Equals(String,String)"] = ["StringComparer.OrdinalIgnoreCase.Equals(S(\"a\"), \"A\")", "StringComparer.Ordinal.Equals(S(\"a\"), \"A\")"],
            ["StringComparer.Compare(String,String)"] = ["StringComparer.OrdinalIgnoreCase.Compare(S(\"a\"), \"A\")"],
        };
        foreach (var test in new[] { "IsControl", "IsDigit", "IsLetter", "IsLetterOrDigit", "IsLower", "IsUpper", "IsNumber", "IsPunctuation", "IsSeparator", "IsSymbol", "IsWhiteSpace" })
        {
            cases[$"Char.{test}(Char)"] = [.. "aZ5 -+\n".Select(c => $"char.{test}({Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(c, quote: true)})")];
            cases[$"Char.{test}(String,Int32)"] = [$"char.{test}(\"a5 -\", 2)"];
        }

        foreach (var test in new[] { "IsAscii", "IsAsciiLetter", "IsAsciiLetterLower", "IsAsciiLetterUpper", "IsAsciiDigit", "IsAsciiLetterOrDigit", "IsAsciiHexDigit", "IsAsciiHexDigitLower", "IsAsciiHexDigitUpper" })
        {
            cases[$"Char.{test}(Char)"] = [.. "afzAFZ5-\u00E4".Select(c => $"char.{test}('{c}')")];
        }

        foreach (var part in new[]
            {
                "OriginalString", "IsAbsoluteUri", "AbsoluteUri", "AbsolutePath", "LocalPath", "PathAndQuery", "Segments", "Query", "Fragment", "Scheme", "Host", "DnsSafeHost", "IdnHost",
                "HostNameType", "Authority", "Port", "IsDefaultPort", "IsFile", "IsUnc", "IsLoopback", "UserEscaped", "UserInfo",
            })
        {
            cases[$"Uri.get_{part}()"] = [$"new Uri(\"HTTPS://A.example:443/b/c?d=e#f\").{part}", $"new Uri(\"http://localhost:5000\").{part}", $"new Uri(\"ws://127.0.0.1:81/\").{part}"];
        }

        foreach (var (name, keyword) in Numbers)
        {
            var n = $"{keyword}.Parse(\"100\")";
            cases[$"{name}.ToString()"] = [$"{n}.ToString()"];
            cases[$"{name}.ToString(IFormatProvider)"] = [$"{n}.ToString({Invariant})", $"{n}.ToString((IFormatProvider?)null)"];
            cases[$"{name}.ToString(String)"] = [$"{n}.ToString(\"D5\")", $"{n}.ToString(\"x\")", $"{n}.ToString(\"00000\")"];
            cases[$"{name}.ToString(String,IFormatProvider)"] = [$"{n}.ToString(\"X4\", null)", $"{n}.ToString(\"N2\", {Invariant})", $"{n}.ToString(\"F1\", {Invariant})"];
            cases[$"{name}.Equals({name})"] = [$"{n}.Equals({n})"];
            cases[$"{name}.Equals(Object)"] = [$"{n}.Equals((object){n})"];
            cases[$"{name}.CompareTo({name})"] = [$"{n}.CompareTo({keyword}.Parse(\"1\"))"];
            cases[$"{name}.Parse(String)"] = [$"{keyword}.Parse(\"42\")", $"{keyword}.Parse(\" 42 \")"];
            cases[$"{name}.Parse(String,NumberStyles)"] = [$"{keyword}.Parse(\"2A\", System.Globalization.NumberStyles.HexNumber)"];
            cases[$"{name}.Parse(String,IFormatProvider)"] = [$"{keyword}.Parse(\"+42\", {Invariant})", $"{keyword}.Parse(\"42\", null)"];
            cases[$"{name}.Parse(String,NumberStyles,IFormatProvider)"] = [$"{keyword}.Parse(\"(0)\", System.Globalization.NumberStyles.AllowParentheses, {Invariant})"];
            cases[$"{name}.TryParse(String,out {name})"] = [$"{keyword}.TryParse(\"42\", out var n1{name}) ? n1{name} : {n}", $"{keyword}.TryParse(\"x\", out var n2{name}) ? {n} : n2{name}", $"{keyword}.TryParse(\"\", out var n6{name}) ? {n} : n6{name}"];
            cases[$"{name}.TryParse(String,IFormatProvider,out {name})"] = [$"{keyword}.TryParse(\"+42\", {Invariant}, out var n3{name}) ? n3{name} : {n}"];
            cases[$"{name}.TryParse(String,NumberStyles,IFormatProvider,out {name})"] = [$"{keyword}.TryParse(\"ff\", System.Globalization.NumberStyles.HexNumber, {Invariant}, out var n4{name}) ? n4{name} : {n}", $"{keyword}.TryParse(\"1 \", System.Globalization.NumberStyles.None, null, out var n5{name}) ? n5{name} : {n}"];

            cases[$"Convert.To{name}(String)"] = [$"Convert.To{name}(\"42\")", $"Convert.To{name}((string?)null)"];
            cases[$"Convert.To{name}(String,IFormatProvider)"] = [$"Convert.To{name}(\"+42\", {Invariant})"];
            cases[$"Convert.To{name}(String,Int32)"] = [$"Convert.To{name}(\"2a\", 16)"];
            cases[$"Convert.ToBoolean({name})"] = [$"Convert.ToBoolean({n})"];
            cases[$"Convert.ToChar({name})"] = [$"Convert.ToChar({n})"];
            cases[$"Convert.To{name}(Boolean)"] = [$"Convert.To{name}(S(\"a\").Contains('a'))"];
            cases[$"Convert.To{name}(Char)"] = [$"Convert.To{name}('a')"];
            cases[$"Convert.ToString({name})"] = [$"Convert.ToString({n})"];
            cases[$"Convert.ToString({name},IFormatProvider)"] = [$"Convert.ToString({n}, {Invariant})"];
            foreach (var (source, word) in Numbers)
            {
                cases[$"Convert.To{name}({source})"] = [$"Convert.To{name}({word}.Parse(\"100\"))"];
            }
        }

        foreach (var (name, value) in new[] { ("Boolean", "S(\"a\").Contains('a')"), ("Char", "S(\"a\")[0]") })
        {
            cases[$"Convert.To{name}({name})"] = [$"Convert.To{name}({value})"];
            cases[$"Convert.ToString({name})"] = [$"Convert.ToString({value})"];
            cases[$"Convert.ToString({name},IFormatProvider)"] = [$"Convert.ToString({value}, {Invariant})"];
        }

        foreach (var (name, keyword) in new[] { ("Byte", "byte"), ("Int16", "short"), ("Int32", "int"), ("Int64", "long") })
        {
            cases[$"Convert.ToString({name},Int32)"] = [$"Convert.ToString({keyword}.Parse(\"100\"), 16)", $"Convert.ToString({keyword}.Parse(\"100\"), 2)"];
        }

        return cases;
    }
}
