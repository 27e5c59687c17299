"""The head of an opened plan: its name, its state, and what can be done with the whole of it."""

from __future__ import annotations

from html import escape

from assistent import texts_planer as t
from assistent.ui.documents import facts_html, when
from assistent.ui.plan_list_html import pill_html
from assistent.ui.plan_parts import Shown, act_button, cancel_button, form, fresh, question, submit


def head_html(shown: Shown) -> str:
    """Title, state and version, the acts, the files, and the questions before what weighs."""
    version, plan = shown.version, shown.plan
    facts = facts_html(
        [
            t.UDGAVE.format(nr=version.nr).capitalize(),
            t.AENDRET.format(dag=when(version.tid)) + f" {t.AENDRET_AF.format(hvem=version.hvem)}",
            t.MED_AI,
        ]
    )
    ended = f"<p>{t.ER_AFSLUTTET}</p>" if not shown.aaben else ""
    outcome = (
        f'<div class="udfald"><h3>{t.UDFALD}</h3><p>{escape(plan.udfald)}</p>{ended}</div>'
        if plan.udfald
        else ""
    )
    return fresh(
        f'<div class="planhoved" data-svarplads data-plan="{escape(version.plan)}" '
        f'data-nr="{version.nr}">'
        f'<div class="navne"><div class="titellinje"><h2 tabindex="-1" id="pl-plan-titel">'
        f"{escape(plan.titel)}</h2>{pill_html(plan.status)}</div>{facts}</div>"
        f'<div class="plangoer">{_acts(shown)}{_files(shown)}{_more(shown)}</div>'
        f'<div class="svar"></div>{_title_form(shown)}{outcome}</div>'
        f"{_finish_dialog(shown)}{_delete_dialog(shown)}"
    )


def switch_html(shown: Shown) -> str:
    """The row of views of the plan, with how much waits in some of them."""
    waiting = sum(not entry.droeftet for entry in shown.plan.justeringer) if shown.aaben else 0
    clashes = sum(bool(line.konflikt) for _, line in shown.plan.lines().values())
    numbers = {"justering": waiting, "planen": clashes}
    buttons = "".join(
        f'<button type="button" data-visning="{key}">{name}{_number(numbers.get(key, 0))}</button>'
        for key, name in t.VISNINGER.items()
    )
    return fresh(f'<nav class="faner" aria-label="{t.VISNING}">{buttons}</nav>')


def _number(number: int) -> str:
    return f' <span class="tal">{number}</span>' if number else ""


def _acts(shown: Shown) -> str:
    def act(name: str, label: str, kind: str) -> str:
        return act_button(name, label, shown, kind=kind, after="#pl-plan-titel")

    finish = f'<button type="button" class="chip" data-spoerg="afslut">{t.AFSLUT}</button>'
    return {
        "udkast": act("godkend", t.GODKEND, "fyldt"),
        "godkendt": finish + act("genaabn", t.GENAABN, "chip"),
        "afsluttet": act("genaabn", t.GENAABN, "chip"),
    }[shown.plan.status]


def _files(shown: Shown) -> str:
    items = "".join(
        f'<li><button type="button" data-hvad="hent" data-form="{key}" '
        f'data-optaget="{t.HENTER}"><b>{name}</b> <span>{t.FORM_OM[key]}</span></button></li>'
        for key, name in t.FORMER.items()
    )
    return (
        f'<details class="menu"><summary class="chip">{t.HENT}</summary><ul>{items}</ul></details>'
    )


def _more(shown: Shown) -> str:
    back = (
        f'<li><label class="filknap"><input type="file" class="kun-laeser" data-laes="laegind" '
        f'data-typer=".docx"><span>{t.LAEG_IND}</span></label><button type="button" hidden '
        'data-hvad="laegind" data-underskriv data-efter="#pl-plan-titel"></button></li>'
        f'<li><button type="button" data-vis-form="titel">{t.RET_TITEL}</button></li>'
        if shown.aaben
        else f"<li>{act_button('forloeb', t.TIL_VIDENSBASEN, shown, kind='', free=True)}</li>"
    )
    delete = f'<li><button type="button" data-spoerg="sletplan">{t.SLET}</button></li>'
    return (
        f'<details class="menu hoejre"><summary class="chip">{t.MERE}</summary>'
        f"<ul>{back}{delete}</ul></details>"
    )


def _title_form(shown: Shown) -> str:
    field = (
        f'<label class="felt bred"><span>{t.TITEL}</span><input type="text" name="titel" '
        f'maxlength="120" autocomplete="off" value="{escape(shown.plan.titel)}"></label>'
    )
    body = f'{field}<div class="knapper">{cancel_button()}{submit(t.GEM)}</div>'
    made = form("titel", shown, body, after="#pl-plan-titel", name=t.RET_TITEL)
    return f'<div class="skjult" data-form="titel" hidden>{made}</div>'


def _finish_dialog(shown: Shown) -> str:
    body = (
        f'<h2 id="afslut-spoerg">{t.AFSLUT_SPOERG}</h2><p id="afslut-om">{t.AFSLUT_OM}</p>'
        f'<label class="felt bred"><span>{t.AFSLUT_FELT}</span>'
        '<textarea name="udfald" rows="5"></textarea></label>'
        '<div class="knapper">'
        f'<button type="button" class="chip" data-luk="dialog">{t.FORTRYD}</button>'
        f"{submit(t.AFSLUT_JA)}</div>"
    )
    return (
        '<dialog id="dialog-afslut" class="bred" aria-labelledby="afslut-spoerg" '
        f'aria-describedby="afslut-om">{form("afslut", shown, body, after="#pl-plan-titel")}'
        "</dialog>"
    )


def _delete_dialog(shown: Shown) -> str:
    yes = act_button("sletplan", t.SLET_JA, shown, kind="fyldt", busy=t.SLETTER, free=True)
    return question("sletplan", t.SLET_SPOERG, t.SLET_OM, yes, f"»{shown.plan.titel}«")
