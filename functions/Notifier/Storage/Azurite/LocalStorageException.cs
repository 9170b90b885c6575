namespace Notifier.Storage.Azurite;

/// <summary>Local storage cannot be had; the message says what to install or set.</summary>
public sealed class LocalStorageException(string message, Exception? inner = null) : Exception(message, inner);
