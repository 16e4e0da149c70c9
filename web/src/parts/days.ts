// Days as people read them: "2024-03-06" or "2024-03-06 10:30Z" as "6 Mar 2024".
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export function dayInWords(date: string): string {
  const [year, month, day] = date.slice(0, 10).split("-");
  const name = months[Number(month) - 1];
  return name === undefined || day === undefined ? date : `${Number(day)} ${name} ${year}`;
}

// So many days before a day, as an address holds it.
export function daysBefore(date: string, days: number): string {
  const time = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(time) ? date : new Date(time - days * 86400000).toISOString().slice(0, 10);
}
