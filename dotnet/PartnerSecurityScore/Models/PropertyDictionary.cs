using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using PartnerSecurityScore.Json;

namespace PartnerSecurityScore.Models;

/// <summary>
/// Named values in insertion order. JSON names are case-sensitive and PowerShell names are not, so a lookup first tries
/// the exact name. If the dictionary does not contain it, a name that differs only in case matches, but only if there is exactly
/// one.
/// </summary>
public sealed class PropertyDictionary : IDictionary<string, object?>, IReadOnlyDictionary<string, object?>, IDictionary
{
    private readonly LinkedList<KeyValuePair<string, object?>> entries = new();
    private readonly Dictionary<string, LinkedListNode<KeyValuePair<string, object?>>> exact = new(StringComparer.Ordinal);

    public PropertyDictionary()
    {
    }

    /// <param name="isJsonObject">
    /// Whether the dictionary was parsed from a JSON object, whose null values must be preserved.
    /// </param>
    internal PropertyDictionary(bool isJsonObject) => IsJsonObject = isJsonObject;

    internal bool IsJsonObject { get; }

    public int Count => entries.Count;

    public bool IsReadOnly => false;

    public bool IsFixedSize => false;

    public bool IsSynchronized => false;

    public object SyncRoot => entries;

    public ICollection<string> Keys => entries.Select(entry => entry.Key).ToList();

    public ICollection<object?> Values => entries.Select(entry => entry.Value).ToList();

    IEnumerable<string> IReadOnlyDictionary<string, object?>.Keys => Keys;

    IEnumerable<object?> IReadOnlyDictionary<string, object?>.Values => Values;

    ICollection IDictionary.Keys => (ICollection)Keys;

    ICollection IDictionary.Values => (ICollection)Values;

    public object? this[string key]
    {
        get => TryGetValue(key, out var value) ? value : null;
        set
        {
            if (Find(key) is { } entry)
            {
                entry.Value = new KeyValuePair<string, object?>(entry.Value.Key, value);
            }
            else
            {
                Add(key, value);
            }
        }
    }

    object? IDictionary.this[object key]
    {
        get => this[KeyText(key)];
        set => this[KeyText(key)] = value;
    }

    /// <exception cref="ArgumentException">The dictionary already contains this exact name.</exception>
    public void Add(string key, object? value)
    {
        if (HasExactly(key))
        {
            throw new ArgumentException("An item with the same key has already been added. Key: " + key);
        }

        exact.Add(key, entries.AddLast(new KeyValuePair<string, object?>(key, value)));
    }

    public void Add(KeyValuePair<string, object?> item) => Add(item.Key, item.Value);

    void IDictionary.Add(object key, object? value) => Add(KeyText(key), value);

    public bool TryGetValue(string key, out object? value)
    {
        var entry = Find(key);
        value = entry?.Value.Value;
        return entry is not null;
    }

    public bool ContainsKey(string key) => Find(key) is not null;

    internal bool HasExactly(string key) => exact.ContainsKey(key);

    public bool Contains(KeyValuePair<string, object?> item) =>
        TryGetValue(item.Key, out var value) && Equals(value, item.Value);

    bool IDictionary.Contains(object key) => ContainsKey(KeyText(key));

    public bool Remove(string key)
    {
        if (Find(key) is not { } entry)
        {
            return false;
        }

        entries.Remove(entry);
        return exact.Remove(entry.Value.Key);
    }

    public bool Remove(KeyValuePair<string, object?> item) => Contains(item) && Remove(item.Key);

    void IDictionary.Remove(object key) => Remove(KeyText(key));

    public void Clear()
    {
        entries.Clear();
        exact.Clear();
    }

    public void CopyTo(KeyValuePair<string, object?>[] array, int arrayIndex) => entries.CopyTo(array, arrayIndex);

    void ICollection.CopyTo(Array array, int index) => ((ICollection)entries).CopyTo(array, index);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IDictionary)this).GetEnumerator();

    IDictionaryEnumerator IDictionary.GetEnumerator() => new EntryEnumerator(entries.GetEnumerator());

    /// <returns>The JSON for display; the type name if the content cannot be written as JSON.</returns>
    public override string ToString()
    {
        try
        {
            return ModelWriter.ToJson(this);
        }
        catch (Exception failure) when (failure is InvalidValueException or ArgumentException)
        {
            return base.ToString();
        }
    }

    private static string KeyText(object key) => PropertyName.TextOf(key);

    private LinkedListNode<KeyValuePair<string, object?>>? Find(string key)
    {
        if (exact.TryGetValue(key, out var entry))
        {
            return entry;
        }

        var matches = exact.Values.Where(one => string.Equals(one.Value.Key, key, StringComparison.OrdinalIgnoreCase)).Take(2).ToArray();
        return matches.Length == 1 ? matches[0] : null;
    }

    private sealed class EntryEnumerator(IEnumerator<KeyValuePair<string, object?>> inner) : IDictionaryEnumerator
    {
        public DictionaryEntry Entry => new(inner.Current.Key, inner.Current.Value);

        public object Key => inner.Current.Key;

        public object? Value => inner.Current.Value;

        public object Current => Entry;

        public bool MoveNext() => inner.MoveNext();

        public void Reset() => inner.Reset();
    }
}
