using System.Buffers.Binary;
using System.Text;
using Sasuai.Codes;

namespace Sasuai.Kiosk.Devices;

/// <summary>
/// A gun that plays a keyboard, read from its input device: struct input_event of 24 bytes (linux/input.h on 64 bits: two times of 8
/// bytes, type, code, value). Guns send the keys of a US keyboard, whatever keyboard the till has; Enter or Tab ends a code, and a group
/// separator comes as Ctrl+].
/// </summary>
public sealed class KeyEventDecoder : IScanDecoder
{
    public const int eventSize = 24;

    const int typeAt = 16, codeAt = 18, valueAt = 20;
    const ushort keyEvent = 1, enter = 28, keypadEnter = 96, tab = 15, leftShift = 42, rightShift = 54, leftCtrl = 29, rightCtrl = 97, closeBracket = 27;

    /// <summary>Key codes 2 to 53, as they stand on a US keyboard without and with Shift; a blank place is no letter.</summary>
    const string plain = "1234567890-=\0\0qwertyuiop[]\0\0asdfghjkl;'`\0\\zxcvbnm,./";
    const string shifted = "!@#$%^&*()_+\0\0QWERTYUIOP{}\0\0ASDFGHJKL:\"~\0|ZXCVBNM<>?";
    const int firstKey = 2, space = 57;

    /// <summary>Key codes 71 to 83 of the number block.</summary>
    const string keypad = "789-456+1230.";
    const int firstKeypad = 71;

    readonly StringBuilder code = new();
    readonly byte[] part = new byte[eventSize];
    int held;
    bool shift, ctrl;

    public IReadOnlyList<string> Take(ReadOnlySpan<byte> bytes)
    {
        var codes = new List<string>();
        foreach (var one in bytes)
        {
            part[held++] = one;
            if (held < eventSize) continue;
            held = 0;
            if (Key(part) is { } done) codes.Add(done);
        }
        return codes;
    }

    string? Key(ReadOnlySpan<byte> happened)
    {
        if (BinaryPrimitives.ReadUInt16LittleEndian(happened[typeAt..]) != keyEvent) return null;
        var (key, isDown) = (BinaryPrimitives.ReadUInt16LittleEndian(happened[codeAt..]), BinaryPrimitives.ReadInt32LittleEndian(happened[valueAt..]) == 1);
        if (key is leftShift or rightShift) shift = isDown;
        else if (key is leftCtrl or rightCtrl) ctrl = isDown;
        else if (isDown && key is enter or keypadEnter or tab) return Done();
        else if (isDown && code.Length < CodeReader.maxLength && Letter(key) is var letter and not '\0') code.Append(letter);
        return null;
    }

    string? Done()
    {
        var done = code.ToString();
        code.Clear();
        return done.Length > 0 ? done : null;
    }

    char Letter(int key) => key switch
    {
        closeBracket when ctrl => '\x1d',
        _ when ctrl => '\0',
        space => ' ',
        >= firstKey when key - firstKey < plain.Length => (shift ? shifted : plain)[key - firstKey],
        >= firstKeypad when key - firstKeypad < keypad.Length => keypad[key - firstKeypad],
        _ => '\0'
    };
}
