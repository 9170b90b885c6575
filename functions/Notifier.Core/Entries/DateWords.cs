namespace Notifier.Core.Entries;

/// <summary>
/// Names of months and weekdays, in lower case and without accents: English, German, French, Italian, Spanish, Portuguese, Dutch,
/// Hungarian, the Scandinavian languages and Greek. Only words that name the same month wherever they are used (listopad is October in Croatia, November in Poland).
/// </summary>
internal static class DateWords
{
    private static readonly string[] MonthNames =
    [
        "jan january januar janvier janv gennaio gen enero ene janeiro januari januar. ιαν ιανουαριος ιανουαριου",
        "feb february februar fevrier fevr fev febbraio febrero fevereiro februari febr φεβ φεβρουαριος φεβρουαριου",
        "mar march marz maerz mars marzo marco maart mrt marcius marts μαρ μαρτιος μαρτιου",
        "apr april avril avr aprile abril abr aprilis απρ απριλιος απριλιου",
        "may mai maggio mag mayo maio mei majus maj μαι μαιος μαιου",
        "jun june juni juin giugno giu junio junho junius ιουν ιουνιος ιουνιου",
        "jul july juli juillet juil luglio lug julio julho julius ιουλ ιουλιος ιουλιου",
        "aug august aout agosto ago augustus augusztus augusti αυγ αυγουστος αυγουστου",
        "sep sept september septembre settembre septiembre setembro set szeptember σεπ σεπτεμβριος σεπτεμβριου",
        "oct october oktober okt octobre ottobre ott octubre outubro out οκτ οκτωβριος οκτωβριου",
        "nov november novembre noviembre novembro νοε νοεμβριος νοεμβριου",
        "dec december dezember dez decembre dicembre dic diciembre dezembro desember δεκ δεκεμβριος δεκεμβριου",
    ];

    /// <summary>From Monday on. "mar" is a month as well.</summary>
    private static readonly string[] WeekdayNames =
    [
        "mon monday montag lundi lun lunedi lunes segunda seg maandag hetfo mandag δευ δευτερα",
        "tue tues tuesday dienstag mardi martedi mar martes terca ter dinsdag kedd tirsdag tisdag τρι τριτη",
        "wed wednesday mittwoch mercredi mer mercoledi miercoles mie quarta qua woensdag szerda onsdag τετ τεταρτη",
        "thu thur thurs thursday donnerstag jeudi jeu giovedi gio jueves jue quinta qui donderdag csutortok torsdag πεμ πεμπτη",
        "fri friday freitag vendredi ven venerdi viernes vie sexta sex vrijdag pentek fredag παρ παρασκευη",
        "sat saturday samstag sonnabend samedi sam sabato sab sabado zaterdag szombat lordag lordag σαβ σαββατο",
        "sun sunday sonntag dimanche dim domenica dom domingo zondag vasarnap sondag κυρ κυριακη",
    ];

    private static readonly Dictionary<string, int> Months = Numbered(MonthNames);
    private static readonly Dictionary<string, int> Weekdays = Numbered(WeekdayNames);

    /// <returns>1 to 12.</returns>
    public static int? Month(string word) => Months.TryGetValue(word.TrimEnd('.'), out var month) ? month : null;

    public static DayOfWeek? Weekday(string word) => Weekdays.TryGetValue(word.TrimEnd('.'), out var day) ? (DayOfWeek)(day % 7) : null;

    private static Dictionary<string, int> Numbered(string[] names)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < names.Length; index++)
        {
            foreach (var name in names[index].Split(' '))
                numbers[name] = index + 1;
        }

        return numbers;
    }
}
