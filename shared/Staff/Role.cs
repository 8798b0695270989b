using System.Text.Json.Serialization;

namespace Sasuai.Staff;

/// <summary>What a person may do, from everything to selling.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Role>))]
public enum Role
{
    Owner, Admin, Area, Manager, Cashier
}
