namespace AppHostSdk.Compatibility;

/// <summary>What a member is.</summary>
internal enum ApiMemberKind
{
    Constructor,
    Method,
    Extension,
    Property,
    Field,
}
