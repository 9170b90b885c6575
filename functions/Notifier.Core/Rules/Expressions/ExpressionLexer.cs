using Notifier.Core.Rules.Located;

namespace Notifier.Core.Rules.Expressions;

/// <summary>Cuts a condition into tokens, one ahead. After <see cref="Stop"/> there is nothing but the end, so that one fault gives one finding.</summary>
internal sealed class ExpressionLexer
{
    private readonly LocatedText _source;
    private readonly FindingLog _findings;
    private readonly string _text;
    private int _at;
    private int _depth;
    private int _arguments;

    public ExpressionLexer(LocatedText source, FindingLog findings)
    {
        (_source, _findings, _text) = (source, findings, source.Value);
        Next();
    }

    public Token Current { get; private set; }

    public bool Stopped { get; private set; }

    /// <summary>What stands at the current token, for messages.</summary>
    public string Found => Current.Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.Unknown => Quoted.CharacterAt(_text, Current.Index),
        TokenKind.Quoted => "a text in quotes",
        _ => Quoted.Name(Current.Text),
    };

    public void Report(FindingCode code, int index, string message)
    {
        if (!Stopped)
            _findings.Add(code, _source.OffsetAt(index), message);
    }

    public void Stop(FindingCode code, int index, string message)
    {
        Report(code, index, message);
        Stopped = true;
        Current = new(TokenKind.End, _text.Length, "");
    }

    /// <summary>Goes one bracket deeper; stops where that is too deep.</summary>
    public bool Enter()
    {
        if (_depth == ConditionParser.MaximumDepth)
        {
            Stop(FindingCodes.TooDeep, Current.Index, $"more than {ConditionParser.MaximumDepth} brackets and 'not' within one another: write it flatter");
            return false;
        }

        _depth++;
        return true;
    }

    public void Leave() => _depth--;

    /// <summary>Reads an argument, behind whose numbers a comma separates it from the next one.</summary>
    public T InArguments<T>(Func<T> read)
    {
        _arguments++;
        var argument = read();
        _arguments--;
        return argument;
    }

    /// <summary>Takes the current token if it is of the kind.</summary>
    public bool Take(TokenKind kind)
    {
        if (Current.Kind != kind || kind == TokenKind.End)
            return false;
        Next();
        return true;
    }

    public void Next()
    {
        if (Stopped)
            return;
        SkipSpace();
        Current = _at >= _text.Length ? new(TokenKind.End, _text.Length, "") : Read(_text[_at]);
    }

    /// <summary>Takes a <c>%</c> behind the current token.</summary>
    /// <returns>Its index; null where there is none.</returns>
    public int? TakePercent()
    {
        var index = NextIndex();
        if (Stopped || CharacterAt(index) is not ('%' or '％'))
            return null;
        _at = index + 1;
        return index;
    }

    /// <summary>Takes a unit behind the current token: whatever is no operator, bracket, quote, number or keyword.</summary>
    public Token? TakeUnit(Func<string, bool> isIndicator)
    {
        if (Stopped)
            return null;
        var index = NextIndex();
        if (QuoteSigns.ClosingOf(CharacterAt(index)) != '\0')
        {
            _at = index;
            return Read(_text[index]);
        }

        var unit = UnitText.RunAt(_text, index);
        if (!UnitText.IsPlain(unit) || isIndicator(unit))
            return null;
        _at = index + unit.Length;
        return new(TokenKind.Word, index, unit);
    }

    /// <summary>Whether a sign that separates thousands, and a digit, stand directly behind the current token.</summary>
    public bool SeparatorFollows =>
        (CharacterAt(_at) is '\'' or '’' || (_arguments == 0 && CharacterAt(_at) is ',' or '，')) && char.IsAsciiDigit(CharacterAt(_at + 1));

    private Token Read(char first)
    {
        if (NumberRun.BeginsAt(_text, _at))
            return Move(NumberRun.ReadAt(_text, _at));
        if (char.IsLetter(first) || first == '_')
            return ReadWord();
        if (QuoteSigns.ClosingOf(first) is not '\0' and var closing)
            return ReadQuoted(closing);
        var (sign, code, mend) = Signs.ReadAt(_text, _at);
        if (code is not null)
            Report(code, _at, mend);
        return Move(sign);
    }

    private Token ReadWord()
    {
        var end = _at;
        while (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || _text[end] is '_' or '-'))
            end++;
        var word = _text[_at..end];
        var kind = Keywords.KindOf(word.ToLowerInvariant());
        if (kind != TokenKind.Word && Keywords.KindOf(word) != kind)
            Report(FindingCodes.WrongSpelling, _at, $"{Quoted.Name(word)} is written in lower case: '{word.ToLowerInvariant()}'");
        return Move(new(kind, _at, word));
    }

    private Token ReadQuoted(char closing)
    {
        var (start, text) = (_at, QuoteSigns.ReadAt(_text, _at, closing, out var end));
        if (text is null)
        {
            Stop(FindingCodes.UnexpectedText, start, $"this text is never closed: add {closing}");
            return Current;
        }

        if (!QuoteSigns.ArePlain(closing))
            Report(FindingCodes.WrongSpelling, start, "texts stand in straight quotes: write 'text'");
        _at = end;
        return new(TokenKind.Quoted, start, text);
    }

    private Token Move(Token token)
    {
        _at = token.Index + token.Text.Length;
        return token;
    }

    private void SkipSpace() => _at = NextIndex();

    private int NextIndex()
    {
        var index = _at;
        while (index < _text.Length && char.IsWhiteSpace(_text[index]))
            index++;
        return index;
    }

    private char CharacterAt(int index) => index < _text.Length ? _text[index] : '\0';
}
