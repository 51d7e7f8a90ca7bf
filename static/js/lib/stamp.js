/** What a page's stamp tells (shell.stamp_of): 'language' or 'language.questions.state.changes'. */
export function readStamp(stamp) {
  const [language = "", questions = "", state = "", changes = ""] = stamp.split(".");
  return { language, questions, state, changes };
}
