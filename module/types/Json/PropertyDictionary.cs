using System;
using System.Collections;
using System.Collections.Generic;

namespace PartnerSecurityScore;

/// <summary>
/// Named values in the order in which they came. A name is found by its exact text first and, where there is
/// no such name, by the one name that differs in case only: JSON tells names apart by case, PowerShell does not.
/// </summary>
public sealed class PropertyDictionary : IDictionary<string, object?>, IReadOnlyDictionary<string, object?>, IDictionary
{
    private readonly List<KeyValuePair<string, object?>> entries = [];
    private readonly Dictionary<string, int> exact = new(StringComparer.Ordinal);

    /// <summary>An empty bag.</summary>
    public PropertyDictionary()
    {
    }

    /// <param name="isJsonObject">True for an object read from JSON text, whose nulls are part of its value.</param>
    internal PropertyDictionary(bool isJsonObject) => IsJsonObject = isJsonObject;

    internal bool IsJsonObject { get; }

    public int Count => entries.Count;

    public bool IsReadOnly => false;

    public bool IsFixedSize => false;

    public bool IsSynchronized => false;

    public object SyncRoot => entries;

    public ICollection<string> Keys => entries.ConvertAll(entry => entry.Key);

    public ICollection<object?> Values => entries.ConvertAll(entry => entry.Value);

    IEnumerable<string> IReadOnlyDictionary<string, object?>.Keys => Keys;

    IEnumerable<object?> IReadOnlyDictionary<string, object?>.Values => Values;

    ICollection IDictionary.Keys => entries.ConvertAll(entry => entry.Key);

    ICollection IDictionary.Values => entries.ConvertAll(entry => entry.Value);

    public object? this[string key]
    {
        get => TryGetValue(key, out var value) ? value : null;
        set
        {
            var index = Find(key);
            if (index < 0)
            {
                Add(key, value);
            }
            else
            {
                entries[index] = new KeyValuePair<string, object?>(entries[index].Key, value);
            }
        }
    }

    object? IDictionary.this[object key]
    {
        get => this[KeyText(key)];
        set => this[KeyText(key)] = value;
    }

    /// <exception cref="ArgumentException">The bag has this exact name already.</exception>
    public void Add(string key, object? value)
    {
        if (HasExactly(key))
        {
            throw new ArgumentException("An item with the same key has already been added. Key: " + key);
        }

        exact.Add(key, entries.Count);
        entries.Add(new KeyValuePair<string, object?>(key, value));
    }

    public void Add(KeyValuePair<string, object?> item) => Add(item.Key, item.Value);

    void IDictionary.Add(object key, object? value) => Add(KeyText(key), value);

    public bool TryGetValue(string key, out object? value)
    {
        var index = Find(key);
        value = index < 0 ? null : entries[index].Value;
        return index >= 0;
    }

    public bool ContainsKey(string key) => Find(key) >= 0;

    internal bool HasExactly(string key) => exact.ContainsKey(key);

    public bool Contains(KeyValuePair<string, object?> item) =>
        TryGetValue(item.Key, out var value) && Equals(value, item.Value);

    bool IDictionary.Contains(object key) => ContainsKey(KeyText(key));

    public bool Remove(string key)
    {
        var index = Find(key);
        if (index < 0)
        {
            return false;
        }

        entries.RemoveAt(index);
        exact.Clear();
        for (var i = 0; i < entries.Count; i++)
        {
            exact.Add(entries[i].Key, i);
        }

        return true;
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

    /// <returns>JSON, for those who look at it; the name of the type where it has no form in JSON.</returns>
    public override string ToString()
    {
        try
        {
            var writer = new JsonWriter();
            ValueWriter.Write(writer, this, string.Empty, 0);
            return writer.ToString();
        }
        catch (InvalidValueException)
        {
            return base.ToString();
        }
    }

    private static string KeyText(object key) => PropertyName.TextOf(key);

    private int Find(string key)
    {
        if (exact.TryGetValue(key, out var index))
        {
            return index;
        }

        var matches = entries.FindAll(entry => string.Equals(entry.Key, key, StringComparison.OrdinalIgnoreCase));
        return matches.Count == 1 ? exact[matches[0].Key] : -1;
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
